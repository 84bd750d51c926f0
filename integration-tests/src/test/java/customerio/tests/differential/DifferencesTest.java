package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.tests.differential.client.Case;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final String INTERRUPTED = "thrown java.io.InterruptedIOException: null";
  private static final String CUT =
      "thrown org.apache.hc.core5.http.ConnectionClosedException: Premature end of Content-Length"
          + " delimited message body (expected: 32; received: 16)";

  @Test
  void cutAnswerThatWebClientInterrupts_isACutAnswer() {
    SupportTable.Row client = client("Spring WebClient on Apache HttpClient 5", "reactive");

    assertThat(between(client, Case.CUT_ANSWER)).isEmpty();
    assertThat(Differences.whenObserved(client, Case.CUT_ANSWER, one(CUT), one(INTERRUPTED)))
        .isEmpty();
  }

  @Test
  void interruptOfAnotherClient_isADifference() {
    SupportTable.Row client = client("Apache HttpClient 5 async", "async");

    assertThat(between(client, Case.CUT_ANSWER)).containsExactly('-' + INTERRUPTED, '+' + CUT);
  }

  @Test
  void interruptOfAnotherCase_isADifference() {
    SupportTable.Row client = client("Spring WebClient on Apache HttpClient 5", "reactive");

    assertThat(between(client, Case.TIMEOUT)).containsExactly('-' + INTERRUPTED, '+' + CUT);
  }

  private static SupportTable.Row client(String title, String way) {
    return new SupportTable.Row(title, way, "apache5-async");
  }

  private static List<String> between(SupportTable.Row client, Case which) {
    return Differences.between(client, which, one(INTERRUPTED), one(CUT));
  }

  private static List<String> one(String line) {
    return List.of(line);
  }
}
