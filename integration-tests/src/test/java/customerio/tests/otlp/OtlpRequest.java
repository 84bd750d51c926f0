package customerio.tests.otlp;

import com.sun.net.httpserver.Headers;

/**
 * What an exporter sent.
 *
 * @param body protocol buffers, unpacked if they came packed
 */
public record OtlpRequest(String method, String path, Headers headers, byte[] body) {

  @Override
  public String toString() {
    return method + ' ' + path + ", " + body.length + " bytes";
  }
}
