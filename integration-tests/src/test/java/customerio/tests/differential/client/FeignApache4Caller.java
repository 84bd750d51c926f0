package customerio.tests.differential.client;

import feign.httpclient.ApacheHttpClient;

/** Feign on Apache HttpClient 4. */
public final class FeignApache4Caller extends FeignCaller {

  @Override
  public String title() {
    return "Feign on Apache HttpClient 4";
  }

  @Override
  public String switchName() {
    return "apache4";
  }

  public FeignApache4Caller() {
    super(new ApacheHttpClient());
  }

  @Override
  byte[] packed(byte[] gzip) {
    return gzip;
  }
}
