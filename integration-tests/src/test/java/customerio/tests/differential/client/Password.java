package customerio.tests.differential.client;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

/** The same for everybody who asks. */
final class Password extends Authenticator {
  private final String user;
  private final String password;

  Password(String user, String password) {
    this.user = user;
    this.password = password;
  }

  @Override
  protected PasswordAuthentication getPasswordAuthentication() {
    return new PasswordAuthentication(user, password.toCharArray());
  }
}
