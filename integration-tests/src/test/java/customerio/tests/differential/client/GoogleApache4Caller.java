package customerio.tests.differential.client;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;

/** Google's HTTP client on Apache HttpClient 4. */
public final class GoogleApache4Caller extends GoogleCaller {

  @Override
  public String title() {
    return "Google HTTP client on Apache HttpClient 4";
  }

  @Override
  public String switchName() {
    return "apache4";
  }

  @Override
  HttpTransport transport() {
    return new ApacheHttpTransport();
  }
}
