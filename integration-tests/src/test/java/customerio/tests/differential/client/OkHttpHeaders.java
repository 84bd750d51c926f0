package customerio.tests.differential.client;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import okhttp3.Headers;

/** As they came: {@code toMultimap} sorts their names, and writes them in small letters. */
final class OkHttpHeaders {

  private OkHttpHeaders() {}

  static Map<String, List<String>> of(Headers headers) {
    return HeaderLines.of(
        IntStream.range(0, headers.size()).boxed().toList(), headers::name, headers::value);
  }
}
