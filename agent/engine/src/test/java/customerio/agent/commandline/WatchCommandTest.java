package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchCommandTest {
  private static final String UP = "{\"status\":\"UP\",\"version\":\"0.1.0\",\"mode\":\"async\"}";
  private static final String DEGRADED =
      "{\"status\":\"DEGRADED\",\"reason\":\"breaker-open track-us: \\u001b[2J\"}";

  private final FakeApplication application = new FakeApplication();
  private final Shell shell = Shell.with(application);
  private int pictures;

  @Test
  void picturesFollowEachOther_withoutEscapeCodesWhereThereIsNoTerminal() {
    application.document = UP;
    shell.rhythm =
        () -> {
          application.document = DEGRADED;
          return ++pictures < 3;
        };

    assertThat(shell.type("status --watch")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out().lines().filter(line -> line.contains("pid 4711")))
        .extracting(line -> line.split(" ")[0])
        .containsExactly("UP", "DEGRADED", "DEGRADED");
    assertThat(shell.out()).matches("[\\p{Print}\n]*");
  }

  @Test
  void json_isOneDocumentALine() {
    application.document = DEGRADED;
    shell.rhythm = () -> ++pictures < 2;

    assertThat(shell.type("status --watch --json")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out()).isEqualToIgnoringCase(DEGRADED + "\n" + DEGRADED + "\n");
  }

  @Test
  void applicationThatEnds_isSaid() {
    application.document = UP;
    shell.rhythm =
        () -> {
          application.ended = true;
          return true;
        };

    assertThat(shell.type("status --watch")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err())
        .isEqualTo("customerio-agent: pid 4711 (shop.jar) has ended, or its agent has\n");
    assertThat(application.closed).isTrue();
  }

  @Test
  void olderAgent_cannotBeWatched() {
    assertThat(shell.type("status --watch")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: the agent in pid 4711 (shop.jar) is of a version that cannot be"
                + " watched; use status without --watch\n");
  }

  @Test
  void idleApplication_isShownAsSuch() {
    Shell idle = Shell.with(new IdleApplication("pid 31 (idle.jar)"));

    assertThat(idle.type("status --watch")).isEqualTo(ExitCode.DONE);
    assertThat(idle.out()).startsWith("pid 31 (idle.jar)\nIDLE: it runs with the agent");
  }

  @Test
  void stoppedApplication_isNotWatched() {
    Shell stopped = Shell.with(new StoppedApplication("/srv/queue", new FakeQueue()));

    assertThat(stopped.type("status --watch")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(stopped.err())
        .isEqualTo("customerio-agent: nothing runs that could be watched: /srv/queue\n");
  }
}
