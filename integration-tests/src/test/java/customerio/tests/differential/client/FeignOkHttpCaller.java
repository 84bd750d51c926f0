package customerio.tests.differential.client;

import java.io.InterruptedIOException;

/** Feign on OkHttp. */
public final class FeignOkHttpCaller extends FeignCaller {

  @Override
  public String title() {
    return "Feign on OkHttp";
  }

  @Override
  public String switchName() {
    return "okhttp";
  }

  public FeignOkHttpCaller() {
    super(new feign.okhttp.OkHttpClient());
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    try {
      return super.send(ask);
    } catch (InterruptedIOException e) {
      // as with OkHttp itself: its watchdog, the socket's timer and an interrupt race
      throw new InterruptedIOException("timeout");
    }
  }

  @Override
  byte[] packed(byte[] gzip) {
    return gzip;
  }
}
