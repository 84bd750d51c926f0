package customerio.tests.contract;

import customerio.tests.differential.client.Ask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls and replies as single lines, for the pipe between a test and its {@link Program}. */
final class Spoken {
  private static final String NOTHING = "-";

  private Spoken() {}

  static String line(Ask ask) {
    StringBuilder headers = new StringBuilder();
    ask.headers().forEach((name, value) -> headers.append(name + ": " + value + '\n'));
    return String.join(
        " ",
        ask.method(),
        ask.url(),
        packed(headers.toString().getBytes(StandardCharsets.UTF_8)),
        ask.body() == null ? NOTHING : packed(ask.body()),
        ask.framing().name(),
        Integer.toString(ask.readTimeoutMillis()));
  }

  static Ask ask(String line) {
    String[] words = line.split(" ");
    Map<String, String> headers = new LinkedHashMap<>();
    text(words[2])
        .lines()
        .forEach(
            header -> {
              int colon = header.indexOf(": ");
              headers.put(header.substring(0, colon), header.substring(colon + 2));
            });
    return new Ask(
        words[0],
        words[1],
        headers,
        words[3].equals(NOTHING) ? null : bytes(words[3]),
        Ask.Framing.valueOf(words[4]),
        Integer.parseInt(words[5]));
  }

  static String line(Reply reply) {
    return String.join(
        " ",
        Integer.toString(reply.status()),
        Boolean.toString(reply.ours()),
        reply.failure() == null ? NOTHING : reply.failure(),
        packed(reply.body().getBytes(StandardCharsets.UTF_8)));
  }

  static Reply reply(String line) {
    String[] words = line.split(" ");
    return new Reply(
        Integer.parseInt(words[0]),
        text(words[3]),
        Boolean.parseBoolean(words[1]),
        words[2].equals(NOTHING) ? null : words[2]);
  }

  /** With a letter in front, so that nothing is a word as well. */
  private static String packed(byte[] bytes) {
    return 'b' + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String word) {
    return Base64.getDecoder().decode(word.substring(1));
  }

  private static String text(String word) {
    return new String(bytes(word), StandardCharsets.UTF_8);
  }
}
