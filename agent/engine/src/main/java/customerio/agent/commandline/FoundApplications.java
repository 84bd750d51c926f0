package customerio.agent.commandline;

import customerio.agent.operations.QueueOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the options name; else the application that runs; else the one whose queue is in the home
 * directory. Where there are several, the user is asked to name one: no command guesses.
 */
final class FoundApplications implements Applications {
  private final Supplier<JavaProcesses> processes;
  private final Path home;
  private final Opener opener;
  private final Consumer<String> notes;

  /** Opens the queue in an application's directory. */
  interface Opener {
    /**
     * @param keyFile null = none
     */
    QueueOperations open(Path directory, Path keyFile) throws IOException;
  }

  /**
   * @param processes asked only when running applications are meant, as a JRE cannot link them
   * @param home where queues are that no setting has put elsewhere
   */
  FoundApplications(
      Supplier<JavaProcesses> processes, Path home, Opener opener, Consumer<String> notes) {
    this.processes = processes;
    this.home = home;
    this.opener = opener;
    this.notes = notes;
  }

  @Override
  public List<SeenProcess> all() {
    return processes.get().all();
  }

  @Override
  public Application find(Request request) throws CommandFailure {
    if (request.has(Option.DIR)) {
      return stopped(request.path(Option.DIR), request);
    }
    if (request.has(Option.URL)) {
      String url = request.value(Option.URL);
      return connected(url, url, () -> false);
    }
    if (request.has(Option.PID)) {
      return find(processes.get().of(request.pid()));
    }
    List<JavaProcess> running = running();
    if (running.size() > 1) {
      throw Request.usage(
          "several applications run with the agent; name one: "
              + join(
                  running.stream().map(process -> "--pid " + process.pid() + described(process))));
    }
    return running.isEmpty() ? stoppedAtHome(request) : find(running.get(0));
  }

  @Override
  public Application find(JavaProcess process) throws CommandFailure {
    JavaProcesses all = processes.get();
    long pid = process.pid();
    return connected(process.toString(), all.address(pid), () -> all.hasAgent(pid));
  }

  private static Application connected(String name, String url, BooleanSupplier startedWithAgent)
      throws CommandFailure {
    Connection connection = Connection.open(url);
    try {
      if (connection.has(RunningApplication.AGENT)) {
        return new RunningApplication(name, connection);
      }
    } catch (IOException e) {
      connection.close();
      throw new CommandFailure(ExitCode.UNREACHABLE, name + ": " + e.getMessage());
    }
    connection.close();
    if (startedWithAgent.getAsBoolean()) {
      return new IdleApplication(name);
    }
    throw new CommandFailure(ExitCode.NOT_FOUND, name + " runs without the agent");
  }

  private Application stopped(Path directory, Request request) throws CommandFailure {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no directory " + directory);
    }
    Path keyFile = request.has(Option.KEY_FILE) ? request.path(Option.KEY_FILE) : null;
    try {
      return new StoppedApplication(directory.toString(), opener.open(directory, keyFile));
    } catch (IOException e) {
      throw new CommandFailure(Faults.exitCode(e), Faults.sentence(e));
    }
  }

  private Application stoppedAtHome(Request request) throws CommandFailure {
    List<Path> queues = queuesAtHome();
    if (queues.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "no JVM of this user runs with the agent, and there is no queue in "
              + home
              + "; name one with --pid or --dir");
    }
    if (queues.size() > 1) {
      throw Request.usage(
          "no JVM of this user runs with the agent, and several queues are in its home; name one: "
              + join(queues.stream().map(queue -> "--dir " + queue)));
    }
    notes.accept("no JVM of this user runs with the agent; this is the queue of a stopped one");
    return stopped(queues.get(0), request);
  }

  private List<Path> queuesAtHome() throws CommandFailure {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(home)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.NOT_FOUND, Faults.sentence(e));
    }
  }

  private static String described(JavaProcess process) {
    return process.main().isEmpty() ? "" : " (" + process.main() + ')';
  }

  private static String join(Stream<String> choices) {
    return String.join(", ", choices.toList());
  }
}
