package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrometheusServerTest {
  private static final String LISTENS =
      "caller=tls_config.go:232 level=info component=web msg=\"Listening on\""
          + " address=127.0.0.1:44679\n";
  private static final String READY =
      "caller=main.go:973 level=info msg=\"Server is ready to receive web requests.\"\n";
  private static final String NEXT = "caller=compact.go:514 msg=\"write block\"\n";

  /** Two of its threads say them; on a busy machine one start in twenty has them turned round. */
  static List<String> starts() {
    return List.of(LISTENS + READY + NEXT, READY + LISTENS + NEXT);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void address_isKnown_inWhicheverOrderItListensAndIsReady(String start) throws IOException {
    BufferedReader said = new BufferedReader(new StringReader("msg=\"Starting\"\n" + start));

    assertThat(PrometheusServer.addressOf(said)).isEqualTo("127.0.0.1:44679");
    assertThat(said.readLine() + "\n").isEqualTo(NEXT);
  }
}
