package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.operations.ImportReport;
import customerio.agent.operations.OperationView;
import customerio.agent.operations.PurgeReport;
import customerio.agent.operations.ReplayReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final OperationView WAITING =
      new OperationView(
          "01J0000000000000000000000A",
          "set-aside",
          "track.event",
          "track-us",
          "00c0ffee00c0ffee",
          "2026-08-01T09:57:00Z",
          1_536,
          4,
          "2026-08-01T10:01:00Z",
          "",
          "");
  private static final OperationView DEAD =
      new OperationView(
          "01J0000000000000000000000B",
          "dead",
          "pipelines.identify",
          "pipelines-eu",
          "",
          "2026-07-30T10:00:00Z",
          90,
          0,
          "",
          "rejected: bad\u001b[2J",
          "2026-08-01T09:00:00Z");

  @TempDir Path directory;
  private final FakeApplication application = new FakeApplication();
  private final FakeQueue queue = application.queue;
  private final Shell shell = Shell.with(application);

  @Test
  void version_isOneLine() {
    assertThat(shell.type("version")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEqualTo("customerio-agent 0.1.0\n");
    shell.type("version --json");
    assertThat(shell.out()).isEqualTo("{\"version\":\"0.1.0\"}\n");
  }

  @Test
  void ls_isATableOfMetadata() {
    queue.operations.addAll(List.of(WAITING, DEAD));

    assertThat(shell.type("queue ls --limit 2")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out().lines())
        .containsExactly(
            "ID                          STATE      KIND                DESTINATION   SAID"
                + "                              SIZE     TRIES  NOTE",
            "01J0000000000000000000000A  set-aside  track.event         track-us    "
                + "  2026-08-01T09:57:00Z (3 min ago)  1.5 KiB  4"
                + "      not before 2026-08-01T10:01:00Z (in 1 min)",
            "01J0000000000000000000000B  dead       pipelines.identify  pipelines-eu"
                + "  2026-07-30T10:00:00Z (2 d ago)    90 B          "
                + "  rejected: bad\\u001b[2J");
    assertThat(shell.err()).isEmpty();
    assertThat(queue.asked).containsExactly("list [] 2 []");
  }

  @Test
  void ls_saysHowToGoOn() {
    queue.operations.add(WAITING);
    queue.next = "pending/7";

    shell.type("queue ls --limit 1 --pending");
    assertThat(shell.err())
        .isEqualTo("customerio-agent: there is more: --limit 1 --after pending/7\n");
    shell.type("queue ls --limit 1 --pending --after pending/7");
    assertThat(shell.err()).isEmpty();
    assertThat(queue.asked).containsExactly("list [pending] 1 []", "list [pending] 1 [pending/7]");
  }

  @Test
  void ls_ofNothing_isDone() {
    assertThat(shell.type("queue ls --dead")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).isEqualTo("customerio-agent: nothing there\n");
    assertThat(shell.type("queue ls --json")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEqualTo("{\"operations\":[],\"next\":\"\"}\n");
  }

  @Test
  void show_isOneOperation() {
    queue.operations.addAll(List.of(WAITING, DEAD));

    assertThat(shell.type("queue show 01J0000000000000000000000B")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo(
            """
            id           01J0000000000000000000000B
            state        dead
            kind         pipelines.identify
            destination  pipelines-eu
            credential   none
            said         2026-07-30T10:00:00Z (2 d ago)
            size         90 B
            given up     2026-08-01T09:00:00Z (1 h ago)
            reason       rejected: bad\\u001b[2J
            """);
    assertThat(queue.asked).isEmpty();
  }

  @Test
  void show_ofAnUnknownId_isNotFound() {
    assertThat(shell.type("queue show 01X")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err())
        .isEqualTo("customerio-agent: no operation 01X here: delivered, purged, or never queued\n");
  }

  @Test
  void showPayload_isThatOfTheExport_withoutWhatATerminalObeys() {
    queue.operations.add(WAITING);
    queue.content = "{\"format\":1,\"request\":{\"body\":\"\u009b2J\u00e9\"}}\n";

    assertThat(shell.type("queue show 01J0000000000000000000000A --payload"))
        .isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .endsWith("{\"format\":1,\"request\":{\"body\":\"\\u009B2J\\u00E9\"}}\n");
    shell.type("queue show 01J0000000000000000000000A --payload --json");
    assertThat(shell.out())
        .isEqualTo(
            "{\"operations\":[{\"id\":\"01J0000000000000000000000A\",\"state\":\"set-aside\","
                + "\"kind\":\"track.event\",\"destination\":\"track-us\","
                + "\"credential\":\"00c0ffee00c0ffee\",\"capturedAt\":\"2026-08-01T09:57:00Z\","
                + "\"bytes\":1536,\"attempts\":4,\"notBefore\":\"2026-08-01T10:01:00Z\","
                + "\"reason\":\"\",\"givenUpAt\":\"\"}],"
                + "\"contents\":[{\"format\":1,\"request\":{\"body\":\"\\u009B2J\\u00E9\"}}]}\n");
  }

  @Test
  void export_ofWhatCannotBeRead_saysSo() throws Exception {
    Path file = directory.resolve("out.ndjson");
    queue.unreadable = 2;

    assertThat(shell.type("queue export --out " + file)).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out()).isEqualTo("0 operations in " + file + "\n");
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: 2 operations cannot be read: damaged, of a newer version of the"
                + " agent, or encrypted (--key-file FILE); left out\n");
  }

  @Test
  void ls_ofWhatCannotBeRead_saysWhyThatMayBe() {
    queue.operations.add(WAITING);
    queue.operations.add(
        new OperationView("", "waiting", "", "", "", "2026-08-01T09:57:00Z", 1536, 0, "", "", ""));

    assertThat(shell.type("queue ls")).isEqualTo(ExitCode.DONE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: 1 operation cannot be read: damaged, of a newer version of the"
                + " agent, or encrypted (--key-file FILE)\n");
  }

  @Test
  void export_needsAFile_andOverwritesNone() throws Exception {
    Path file = directory.resolve("out.ndjson");
    queue.operations.add(WAITING);

    assertThat(shell.type("queue export")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).isEqualTo("customerio-agent: export where to? --out FILE\n");
    assertThat(shell.type("queue export --dead --out " + file)).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEqualTo("1 operation in " + file + "\n");
    assertThat(Files.exists(file)).isTrue();
    assertThat(shell.type("queue export --out " + file)).isEqualTo(ExitCode.REFUSED);
    assertThat(shell.err())
        .isEqualTo("customerio-agent: exists already: " + file + "; nothing is ever overwritten\n");
    assertThat(queue.asked).containsExactly("export [dead]", "export []");
  }

  @Test
  void importing_saysWhichLinesAreNone() {
    Path file = directory.resolve("in.ndjson");

    assertThat(shell.type("queue import " + file)).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo("3 operations queued, 0 left out because they are here already, 0 refused\n");
    queue.imported =
        new ImportReport(
            1, 2, 1, List.of(new ImportReport.Problem(7, "no JSON")), "the queue is full");
    assertThat(shell.type("queue import " + file)).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: line 7: no JSON\ncustomerio-agent: stopped: the queue is full\n");
    shell.type("queue import --json " + file);
    assertThat(shell.out())
        .isEqualTo(
            "{\"imported\":1,\"alreadyHere\":2,\"refused\":1,"
                + "\"problems\":[{\"line\":7,\"problem\":\"no JSON\"}],"
                + "\"stopped\":\"the queue is full\"}\n");
  }

  @Test
  void replay_isOfDeadLetters() {
    assertThat(shell.type("queue replay --reason rejected")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEqualTo("2 dead letters queued again\n");
    queue.replayed = new ReplayReport(2, 1, 1, "");
    assertThat(shell.type("queue replay A")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: 1 event more than 72 hours old: Customer.io keeps such, and starts"
                + " no campaign\n"
                + "customerio-agent: 1 dead letter cannot be read and stay\n");
    assertThat(queue.asked).containsExactly("replay [dead reason=rejected]", "replay [dead id=A]");
  }

  @Test
  void purge_hasToBeAskedForInSoManyWords() {
    assertThat(shell.type("queue purge --yes")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: purge what? --dead, --pending, or ids; 'queue ls' shows them\n");
    assertThat(queue.asked).isEmpty();
  }

  @Test
  void purge_whereNobodyCanBeAsked_isRefused() {
    assertThat(shell.type("queue purge --dead")).isEqualTo(ExitCode.REFUSED);
    assertThat(shell.err())
        .isEqualTo(
            "customerio-agent: nothing was removed: nobody is here to confirm it, and --yes is not"
                + " given\n");
    assertThat(queue.asked).containsExactly("list [dead] 10000 []");
  }

  @Test
  void purge_isDoneOnlyWhenTheWordIsTyped() {
    queue.operations.addAll(List.of(WAITING, DEAD));
    queue.next = "there";
    shell.answer = "y";
    assertThat(shell.type("queue purge --dead --pending")).isEqualTo(ExitCode.REFUSED);
    shell.answer = " purge ";
    assertThat(shell.type("queue purge --dead --pending")).isEqualTo(ExitCode.DONE);

    assertThat(shell.out()).isEqualTo("removed for good: 1 waiting operation, 2 dead letters\n");
    assertThat(shell.questions)
        .containsOnly(
            "4 operations of pid 4711 (shop.jar) would be removed for good. Type 'purge' to do it:"
                + " ");
    assertThat(queue.asked)
        .containsExactly(
            "list [] 10000 []",
            "list [] 10000 [there]",
            "list [] 10000 []",
            "list [] 10000 [there]",
            "purge [] purge");
  }

  @Test
  void purge_withYes_asksNobody_andSaysWhatStays() {
    queue.purged = new PurgeReport(0, 0, 3);

    assertThat(shell.type("queue purge --reason expired --yes")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.err()).isEqualTo("customerio-agent: 3 operations being sent stay\n");
    assertThat(queue.asked).containsExactly("purge [dead reason=expired] purge");
    assertThat(shell.questions).isEmpty();
  }

  @Test
  void pauseResumeFlush_areTheAgents() {
    assertThat(shell.type("pause")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo(
            "pid 4711 (shop.jar): delivers nothing until 'resume' or its restart; calls are"
                + " accepted and wait on disk\n");
    assertThat(shell.type("resume --json")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out())
        .isEqualTo("{\"application\":\"pid 4711 (shop.jar)\",\"paused\":false}\n");
    assertThat(shell.type("flush --timeout 2m")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out()).isEqualTo("pid 4711 (shop.jar): everything is delivered\n");
    application.left = 5;
    assertThat(shell.type("flush")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(shell.out())
        .isEqualTo("pid 4711 (shop.jar): 5 operations left; 'status' says why\n");
    assertThat(application.asked).containsExactly("pause", "resume", "flush 120", "flush 30");
  }

  @Test
  void pause_ofAStoppedApplication_isNotFound() {
    Shell stopped = Shell.with(new StoppedApplication("/q", queue));

    assertThat(stopped.type("pause")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(stopped.err())
        .isEqualTo(
            "customerio-agent: only a running application delivers; this is a directory: /q\n");
  }

  @Test
  void fault_isOneLine() {
    Shell broken = new Shell(failing(new IllegalStateException("very\n\tbroken")));

    assertThat(broken.type("status")).isEqualTo(ExitCode.FAULT);
    assertThat(broken.err())
        .isEqualTo(
            "customerio-agent: a fault of this command: java.lang.IllegalStateException: very"
                + " broken; please report this\n");
  }

  @Test
  void javaWithoutAttach_isOneLineThatSaysHowToGoOn() {
    Shell jre = new Shell(failing(new NoClassDefFoundError("com/sun/tools/attach/VirtualMachine")));
    String sentence =
        "customerio-agent: this Java lacks com/sun/tools/attach/VirtualMachine (is it a JRE?), with"
            + " which running JVMs are asked; use the java of a JDK, or --dir for a stopped"
            + " application's queue\n";

    assertThat(jre.type("status")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(jre.err()).isEqualTo(sentence);
    assertThat(jre.type("list")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(jre.err()).isEqualTo(sentence);
  }

  private static Applications failing(Throwable fault) {
    return new Applications() {
      @Override
      public Application find(Request request) {
        throw thrown();
      }

      @Override
      public Application find(JavaProcess process) {
        throw thrown();
      }

      @Override
      public List<SeenProcess> all() {
        throw thrown();
      }

      private RuntimeException thrown() {
        if (fault instanceof Error error) {
          throw error;
        }
        return (RuntimeException) fault;
      }
    };
  }
}
