package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListCommandTest {
  private static final JavaProcess SHOP = new JavaProcess(27_070, "com.example.Shop");
  private static final JavaProcess IDLE = new JavaProcess(31, "idle.jar");
  private static final JavaProcess GONE = new JavaProcess(44, "gone.jar");

  private final List<SeenProcess> all = new ArrayList<>();
  private final Shell shell =
      new Shell(
          new Applications() {
            private final Map<JavaProcess, Application> applications =
                Map.of(SHOP, new FakeApplication(), IDLE, new IdleApplication("pid 31 (idle.jar)"));

            @Override
            public Application find(Request request) {
              throw new AssertionError();
            }

            @Override
            public Application find(JavaProcess process) throws CommandFailure {
              if (!applications.containsKey(process)) {
                throw new CommandFailure(ExitCode.NOT_FOUND, "no process " + process.pid());
              }
              return applications.get(process);
            }

            @Override
            public List<SeenProcess> all() {
              return all;
            }
          });

  @Test
  void list_showsHowTheAgentIsInEach_andCountsTheOthers() {
    all.add(new SeenProcess(IDLE, Presence.THERE));
    all.add(new SeenProcess(GONE, Presence.THERE));
    all.add(new SeenProcess(new JavaProcess(90, "cron.jar"), Presence.NOT_THERE));
    all.add(new SeenProcess(SHOP, Presence.THERE));

    assertThat(shell.type("list")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo(
            """
            PID    AGENT  MODE   HEALTH  MAIN
            31     yes    -      IDLE    idle.jar
            44     yes    -      -       gone.jar
            27070  0.1.0  async  UP      com.example.Shop
            """);
    assertThat(shell.err())
        .isEqualTo("customerio-agent: 1 JVM without the agent; --all shows them, too\n");
  }

  @Test
  void all_showsTheOthers_andThoseThatDoNotAnswer() {
    all.add(new SeenProcess(new JavaProcess(90, "cron.jar"), Presence.NOT_THERE));
    all.add(new SeenProcess(new JavaProcess(91, ""), Presence.UNKNOWN));

    assertThat(shell.type("list --all")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.out())
        .isEqualTo(
            """
            PID  AGENT    MODE  HEALTH  MAIN
            90   no       -     -       cron.jar
            91   unknown  -     -
            """);
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void json_isOneObjectEach() {
    all.add(new SeenProcess(SHOP, Presence.THERE));
    all.add(new SeenProcess(IDLE, Presence.THERE));
    all.add(new SeenProcess(new JavaProcess(90, "cron.jar"), Presence.NOT_THERE));

    assertThat(shell.type("list --all --json")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo(
            "[{\"pid\":27070,\"main\":\"com.example.Shop\",\"agent\":\"yes\",\"version\":\"0.1.0\","
                + "\"mode\":\"async\",\"health\":\"UP\"},"
                + "{\"pid\":31,\"main\":\"idle.jar\",\"agent\":\"yes\",\"version\":\"\","
                + "\"mode\":\"\",\"health\":\"IDLE\"},"
                + "{\"pid\":90,\"main\":\"cron.jar\",\"agent\":\"no\",\"version\":\"\","
                + "\"mode\":\"\",\"health\":\"\"}]\n");
  }

  @Test
  void nothing_isNotFound() {
    assertThat(shell.type("list")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err())
        .isEqualTo("customerio-agent: no JVM of this user runs with the agent\n");
    assertThat(shell.type("list --json")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.out()).isEqualTo("[]\n");
  }

  @Test
  void statusOfAll_isOneBelowTheOther_andHasTheCodeOfTheWorst() {
    all.add(new SeenProcess(SHOP, Presence.THERE));
    all.add(new SeenProcess(IDLE, Presence.THERE));

    assertThat(shell.type("status --all")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .startsWith("application  pid 4711 (shop.jar)\n")
        .endsWith("\n\npid 31 (idle.jar): idle: " + IdleApplication.WHY + "\n");

    all.add(new SeenProcess(GONE, Presence.THERE));
    assertThat(shell.type("status --all --json")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.out()).startsWith("[{\"application\":").endsWith("\"health\":\"IDLE\"}]\n");
    assertThat(shell.err()).isEqualTo("customerio-agent: pid 44 (gone.jar): no process 44\n");
  }

  @Test
  void statusOfAll_whereNoneRuns_isNotFound() {
    assertThat(shell.type("status --all")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err())
        .isEqualTo("customerio-agent: no JVM of this user runs with the agent\n");
  }
}
