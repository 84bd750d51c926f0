package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which application is meant; connections to running ones are shown on real JVMs elsewhere. */
class FoundApplicationsTest {
  @TempDir Path home;
  private final List<JavaProcess> running = new ArrayList<>();
  private final List<Path> opened = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  @Test
  void dir_isThatDirectory() throws Exception {
    assertThat(find("--dir", home.toString()).name()).isEqualTo(home.toString());
    assertThat(opened).containsExactly(home);
    assertThat(notes).isEmpty();
  }

  @Test
  void dir_thatIsNone_isNotFound() {
    Path none = home.resolve("none");

    assertFailure(ExitCode.NOT_FOUND, "no directory " + none, "--dir", none.toString());
  }

  @Test
  void severalRun_theUserChooses() {
    running.add(new JavaProcess(7, "shop.jar"));
    running.add(new JavaProcess(12, ""));

    assertFailure(
        ExitCode.USAGE,
        "several applications run with the agent; name one: --pid 7 (shop.jar), --pid 12");
  }

  @Test
  void noneRuns_theOnlyQueueAtHomeIsMeant_andThatIsSaid() throws Exception {
    Path queue = Files.createDirectory(home.resolve("shop-1a2b3c4d"));
    Files.createFile(home.resolve("a file"));

    assertThat(find().name()).isEqualTo(queue.toString());
    assertThat(notes)
        .containsExactly(
            "no JVM of this user runs with the agent; this is the queue of a stopped one");
  }

  @Test
  void noneRuns_severalQueuesAtHome_theUserChooses() throws Exception {
    Path first = Files.createDirectory(home.resolve("billing-1"));
    Path second = Files.createDirectory(home.resolve("shop-1"));

    assertFailure(
        ExitCode.USAGE,
        "no JVM of this user runs with the agent, and several queues are in its home; name one:"
            + " --dir "
            + first
            + ", --dir "
            + second);
  }

  @Test
  void nothingAnywhere_isNotFound() {
    assertFailure(
        ExitCode.NOT_FOUND,
        "no JVM of this user runs with the agent, and there is no queue in "
            + home
            + "; name one with --pid or --dir");
  }

  @Test
  void url_thatIsNone_isAUsageFault() {
    assertFailure(
        ExitCode.USAGE,
        "not a JMX address: 'localhost:9010'; one is"
            + " service:jmx:rmi:///jndi/rmi://host:9010/jmxrmi",
        "--url",
        "localhost:9010");
  }

  private void assertFailure(ExitCode exitCode, String sentence, String... options) {
    CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> find(options));

    assertThat(failure).hasMessage(sentence);
    assertThat(failure.exitCode()).isEqualTo(exitCode);
  }

  private Application find(String... options) throws CommandFailure {
    List<String> line = new ArrayList<>(List.of("status"));
    line.addAll(List.of(options));
    return new FoundApplications(
            Processes::new,
            home,
            (directory, keyFile) -> {
              opened.add(directory);
              return new FakeQueue();
            },
            notes::add)
        .find(RequestParser.parse(line.toArray(String[]::new)));
  }

  private final class Processes implements JavaProcesses {
    @Override
    public List<SeenProcess> all() {
      return running.stream().map(it -> new SeenProcess(it, Presence.THERE)).toList();
    }

    @Override
    public boolean hasAgent(long pid) {
      return true;
    }

    @Override
    public JavaProcess of(long pid) {
      return new JavaProcess(pid, "");
    }

    @Override
    public String address(long pid) throws CommandFailure {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no process " + pid);
    }
  }
}
