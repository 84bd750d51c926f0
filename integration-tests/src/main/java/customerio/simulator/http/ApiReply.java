package customerio.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * @param chunked without {@code content-length}, as the App API answers
 */
public record ApiReply(int status, Map<String, String> headers, byte[] body, boolean chunked) {

  public ApiReply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ApiReply(status, more, body, chunked);
  }
}
