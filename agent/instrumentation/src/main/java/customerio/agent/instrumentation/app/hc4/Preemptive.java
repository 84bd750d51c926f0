package customerio.agent.instrumentation.app.hc4;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.AuthState;
import org.apache.http.auth.Credentials;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.client.protocol.HttpClientContext;

/**
 * The {@code Authorization} that the client would add below our seam: from its cache of
 * authentications, or after a 401. There is no 401 without sending, so its credentials are asked
 * for at once; the realm is unknown then.
 */
final class Preemptive {

  private Preemptive() {}

  /**
   * @return null when the request has one already, or the client has nothing to say
   */
  static String authorization(HttpHost host, HttpRequest request, HttpClientContext context) {
    if (request.containsHeader("Authorization")) {
      return null;
    }
    AuthState state = context.getTargetAuthState();
    if (state != null
        && state.getAuthScheme() != null
        && !"basic".equalsIgnoreCase(state.getAuthScheme().getSchemeName())) {
      return null;
    }
    Credentials known = state == null ? null : state.getCredentials();
    Credentials credentials = known == null ? ask(host, context) : known;
    return credentials instanceof UsernamePasswordCredentials basic ? basic(basic) : null;
  }

  private static Credentials ask(HttpHost host, HttpClientContext context) {
    CredentialsProvider provider = context.getCredentialsProvider();
    return provider == null
        ? null
        : provider.getCredentials(
            new AuthScope(host.getHostName(), host.getPort(), AuthScope.ANY_REALM, "basic"));
  }

  private static String basic(UsernamePasswordCredentials credentials) {
    String password = credentials.getPassword() == null ? "" : credentials.getPassword();
    String pair = credentials.getUserName() + ':' + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
