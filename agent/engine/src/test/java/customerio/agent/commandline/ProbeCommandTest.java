package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.management.page.ConnectivityProbe;
import customerio.agent.management.page.ConnectivityProbe.Echo;
import customerio.agent.management.page.ConnectivityProbe.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In the words of the agent, which come from the class that says them. */
class ProbeCommandTest {
  private final FakeApplication application = new FakeApplication();
  private final Shell shell = Shell.with(application);

  @Test
  void allAnswer_isDone() {
    application.probed = said(new Echo(401, "", Duration.ofMillis(12)));

    assertThat(shell.type("probe")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEqualTo("track-us answers (401 in 12 ms)\nas of 0 s ago\n");
    assertThat(shell.type("probe --json")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo(
            "{\"application\":\"pid 4711 (shop.jar)\",\"hosts\":[{\"name\":\"track-us\","
                + "\"status\":401,\"failure\":\"\",\"millis\":12}],\"ageSeconds\":0}\n");
  }

  @Test
  void oneDoesNot_isIncomplete() {
    application.probed = said(new Echo(0, "h refuses connections", Duration.ZERO));

    assertThat(shell.type("probe")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out())
        .isEqualTo("track-us does not answer: h refuses connections\nas of 0 s ago\n");
    assertThat(shell.type("probe --json")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out())
        .contains("{\"name\":\"track-us\",\"status\":0,\"failure\":\"h refuses connections\"}");
  }

  @Test
  void whileSomebodyElseAsks_nothingIsKnown() {
    application.probed = "somebody else is asking at this moment; try again in ten seconds";

    assertThat(shell.type("probe")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out()).isEqualTo(application.probed + "\n");
  }

  private static String said(Echo echo) {
    return new ConnectivityProbe(
            () -> Stream.of(new Place(Api.TRACK, Region.US)),
            (place, timeout) -> echo,
            Clock.fixed(Shell.NOW, ZoneOffset.UTC))
        .text();
  }
}
