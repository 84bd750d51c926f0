package customerio.tests.differential.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** They are a map up to Spring 6 and none since 7. */
final class SpringHeaders {

  private SpringHeaders() {}

  static Map<String, List<String>> of(HttpHeaders headers) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    headers.forEach(byName::put);
    return byName;
  }
}
