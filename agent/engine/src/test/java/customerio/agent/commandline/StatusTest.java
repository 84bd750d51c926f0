package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.operations.QueueOperations;
import customerio.agent.operations.QueueStatus;
import customerio.agent.operations.QueueStatus.DestinationStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusTest {
  private final FakeApplication application = new FakeApplication();
  private final Shell shell = Shell.with(application);

  @Test
  void up_isAShortTable() {
    assertThat(shell.type("status")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo(
            """
            application  pid 4711 (shop.jar)
            agent        0.1.0, mode async
            health       UP
            waiting      nothing
            given up     nothing
            deliveries   running
            since start  accepted 1,280, delivered 1,200, deduplicated 37, rejected 2
            """);
    assertThat(shell.err()).isEmpty();
    assertThat(application.closed).isTrue();
  }

  @Test
  void clients_areShownWithWhatBecameOfTheirCalls() {
    application.clients =
        List.of(
            new RunningAgent.ClientUse("jdk", 1_234, 5, 0, 0),
            new RunningAgent.ClientUse("okhttp", 0, 0, 0, 1));

    shell.type("status");

    assertThat(shell.out().lines().filter(line -> line.contains("answered")))
        .containsExactly(
            "clients      jdk: answered 1,234, relayed 5, passed 0",
            "             okhttp: answered 0, relayed 0, passed 0, 1 unknown version");
    shell.type("status --json");
    assertThat(shell.out())
        .contains(
            "\"clients\":{\"jdk\":{\"answered\":1234,\"relayed\":5,\"passed\":0,\"mismatches\":0},"
                + "\"okhttp\":{\"answered\":0,\"relayed\":0,\"passed\":0,\"mismatches\":1}}");
  }

  @Test
  void trouble_isShownWithItsReasons() {
    outage();

    assertThat(shell.type("status")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out())
        .isEqualTo(
            """
            application  pid 4711 (shop.jar)
            agent        0.1.0, mode async
            health       DEGRADED
                         breaker-open track-us: Customer.io cannot be reached
            waiting      43 operations, the oldest since 41 s; 1.5 KiB on disk
            given up     3 operations: expired 1, rejected 2
            trouble      the disk is full
            deliveries   paused; 'resume' goes on
            since start  accepted 1,280, delivered 1,200, deduplicated 37, rejected 2

            DESTINATION   WAITING  BREAKER  WAITS FOR
            pipelines-us  0        closed
            track-us      43       open     Customer.io to answer again
            """);
  }

  /** Its figures would be those of no queue at all. */
  @Test
  void aQueueThatMustNotBeUsed_hasNoFigures_andTheReason() {
    RefusedQueue refused =
        new RefusedQueue("the queue is encrypted, and queue.key-file is not set");
    FakeApplication locked =
        new FakeApplication() {
          @Override
          public QueueOperations queue() {
            return refused;
          }
        };
    locked.health = "DOWN";
    locked.reasons = List.of("queue-trouble: the queue is encrypted");
    Shell at = Shell.with(locked);

    assertThat(at.type("status")).isEqualTo(ExitCode.DOWN);
    assertThat(at.out())
        .isEqualTo(
            """
            application  pid 4711 (shop.jar)
            agent        0.1.0, mode async
            health       DOWN
                         queue-trouble: the queue is encrypted
            trouble      the queue is encrypted, and queue.key-file is not set
            since start  accepted 1,280, delivered 1,200, deduplicated 37, rejected 2
            """);
    for (String command :
        List.of(
            "queue ls",
            "queue show 01J0000000000000000000000A",
            "queue export --out /none/x",
            "queue import /none/x",
            "queue replay",
            "queue purge --dead --yes")) {
      assertThat(at.type(command)).as(command).isEqualTo(ExitCode.REFUSED);
      assertThat(at.err())
          .as(command)
          .isEqualTo("customerio-agent: the queue is encrypted, and queue.key-file is not set\n");
      assertThat(at.out()).as(command).isEmpty();
    }
  }

  @Test
  void json_hasTheSame() {
    outage();

    assertThat(shell.type("status --json")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out())
        .isEqualTo(
            "{\"application\":\"pid 4711 (shop.jar)\",\"running\":true,\"health\":\"DEGRADED\","
                + "\"healthReasons\":[\"breaker-open track-us: Customer.io cannot be reached\"],"
                + "\"version\":\"0.1.0\",\"mode\":\"async\",\"paused\":true,\"accepted\":1280,"
                + "\"delivered\":1200,\"deduplicated\":37,\"rejected\":2,\"suppressedFaults\":0,"
                + "\"clients\":{},\"pending\":43,\"oldestAgeSeconds\":41.2,\"bytes\":1536,"
                + "\"deadLetters\":{\"expired\":1,\"rejected\":2},"
                + "\"trouble\":\"the disk is full\",\"destinations\":["
                + "{\"name\":\"pipelines-us\",\"pending\":0,\"breaker\":\"closed\","
                + "\"waitingFor\":\"\"},"
                + "{\"name\":\"track-us\",\"pending\":43,\"breaker\":\"open\","
                + "\"waitingFor\":\"Customer.io to answer again\"}]}\n");
  }

  @Test
  void down_hasItsOwnExitCode() {
    application.health = "DOWN";

    assertThat(shell.type("status")).isEqualTo(ExitCode.DOWN);
  }

  @Test
  void stoppedApplication_isNotRunning() {
    Shell stopped =
        Shell.with(new StoppedApplication("/home/shop/.customerio-agent/shop", application.queue));

    assertThat(stopped.type("status")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(stopped.out())
        .isEqualTo(
            """
            application  /home/shop/.customerio-agent/shop
            health       STOPPED
            waiting      nothing
            given up     nothing
            """);
  }

  @Test
  void idleApplication_isWell() {
    Shell idle = Shell.with(new IdleApplication("pid 4711 (shop.jar)"));

    assertThat(idle.type("status")).isEqualTo(ExitCode.DONE);
    assertThat(idle.out())
        .isEqualTo(
            "pid 4711 (shop.jar): idle: it runs with the agent and has not called Customer.io yet,"
                + " nor has it a backlog\n");
    assertThat(idle.type("status --json")).isEqualTo(ExitCode.DONE);
    assertThat(idle.out())
        .isEqualTo(
            "{\"application\":\"pid 4711 (shop.jar)\",\"running\":true,\"health\":\"IDLE\"}\n");
    assertThat(idle.type("queue ls")).isEqualTo(ExitCode.NOT_FOUND);
  }

  private void outage() {
    application.health = "DEGRADED";
    application.reasons = List.of("breaker-open track-us: Customer.io cannot be reached");
    application.queue.status =
        new QueueStatus(
            true,
            true,
            43,
            1_536,
            41.2,
            new TreeMap<>(Map.of("rejected", 2L, "expired", 1L)),
            "the disk is full",
            List.of(
                new DestinationStatus("pipelines-us", 0, "closed", ""),
                new DestinationStatus("track-us", 43, "open", "Customer.io to answer again")));
  }
}
