package customerio.tests.differential;

import java.util.List;
import java.util.Set;

/** All that the agent may change about what an application sees. One place, and nothing else. */
final class Differences {

  /** Says that the answer is the agent's. */
  static final String MARK = "header x-customerio-agent: ";

  /** Of the moment, or of a connection that a queued call never had. */
  private static final Set<String> NOT_OF_THE_ANSWER =
      Set.of(
          "date",
          "connection",
          "keep-alive",
          "transfer-encoding",
          // hops and protocols; a client that acted on them would act on something untrue
          "via",
          "alt-svc",
          "strict-transport-security",
          // set by OkHttp 3 itself, from its own clock
          "okhttp-sent-millis",
          "okhttp-received-millis");

  private Differences() {}

  static List<String> without(List<String> transcript) {
    return transcript.stream().filter(line -> !isAllowed(line)).toList();
  }

  private static boolean isAllowed(String line) {
    return line.startsWith(MARK)
        || line.startsWith("header ")
            && NOT_OF_THE_ANSWER.contains(
                line.substring("header ".length(), line.indexOf(':', "header ".length())));
  }
}
