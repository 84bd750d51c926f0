package customerio.agent.commandline;

import customerio.agent.config.DefaultQueueDirectory;
import customerio.agent.operations.OfflineQueue;
import customerio.agent.operations.OperationPage;
import customerio.agent.operations.OperationView;
import customerio.agent.operations.QueueOperations;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Carries out one command. */
public final class CommandLine {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Of each of many; together they have the other. */
  private static final TimeLimit EACH = new TimeLimit(Duration.ofSeconds(10));

  private final Screen screen;
  private final Applications applications;
  private final TimeLimit limit;
  private final Surroundings surroundings;
  private final String version;

  /**
   * @param limit of finding an application and of asking it
   */
  CommandLine(
      Screen screen,
      Applications applications,
      TimeLimit limit,
      Surroundings surroundings,
      String version) {
    this.screen = screen;
    this.applications = applications;
    this.limit = limit;
    this.surroundings = surroundings;
    this.version = version;
  }

  /** On the standard streams, for the applications of this host. */
  public static CommandLine standard(String version) {
    Clock clock = Clock.systemUTC();
    Screen screen = new Screen(System.out, System.err, new Terminal(), clock);
    return new CommandLine(
        screen,
        new FoundApplications(
            () -> new AttachedProcesses(), // no method reference: resolving one links the class
            DefaultQueueDirectory.ofAllApplications(),
            (directory, keyFile) -> OfflineQueue.open(directory, keyFile, clock, screen::note),
            screen::note),
        new TimeLimit(LIMIT),
        Surroundings.standard(clock),
        version);
  }

  /**
   * @return the exit code
   */
  public int run(String... arguments) {
    return execute(arguments).number();
  }

  ExitCode execute(String... arguments) {
    try {
      return carryOut(RequestParser.parse(arguments));
    } catch (CommandFailure failure) {
      screen.note(failure.getMessage());
      return failure.exitCode();
    } catch (IOException e) {
      screen.note(Faults.sentence(e));
      return Faults.exitCode(e);
    } catch (IllegalArgumentException notUnderstood) {
      // the queue's own words about a selection, an id or a page mark
      screen.note(String.valueOf(notUnderstood.getMessage()));
      return ExitCode.USAGE;
    } catch (NoClassDefFoundError missing) {
      screen.note(
          "this Java lacks "
              + missing.getMessage()
              + " (is it a JRE?), with which running JVMs are asked; use the java of a JDK, or"
              + " --dir for a stopped application's queue");
      return ExitCode.UNREACHABLE;
    } catch (RuntimeException | LinkageError e) {
      screen.note("a fault of this command: " + e + "; please report this");
      return ExitCode.FAULT;
    }
  }

  private ExitCode carryOut(Request request) throws CommandFailure, IOException {
    boolean isJson = request.has(Option.JSON);
    switch (request.command()) {
      case HELP -> screen.lines(Help.lines(request.operands()));
      case VERSION -> version(isJson);
      case LIST -> {
        ListCommand list = new ListCommand(screen, applications, EACH);
        return limit.on(() -> list.carryOut(request.has(Option.ALL), isJson));
      }
      case ATTACH -> {
        return limit.on(() -> surroundings.attach(screen, version).carryOut(request));
      }
      case CHECK_CONFIG -> {
        return surroundings.checkConfig(screen).carryOut(request);
      }
      case DOCTOR -> {
        return surroundings.doctor(screen, applications, limit).carryOut(request);
      }
      case STATUS -> {
        return status(request, isJson);
      }
      default -> {
        Application application = limit.on(() -> applications.find(request));
        return carryOut(request, application);
      }
    }
    return ExitCode.DONE;
  }

  private ExitCode status(Request request, boolean isJson) throws CommandFailure, IOException {
    if (request.has(Option.WATCH)) {
      return new WatchCommand(screen, applications, limit, surroundings.rhythm()).carryOut(request);
    }
    if (request.has(Option.ALL)) {
      List<JavaProcess> running = limit.on(applications::running);
      return new StatusCommand(screen, isJson).all(running, applications, EACH);
    }
    Application application = limit.on(() -> applications.find(request));
    return carryOut(request, application);
  }

  /** A directory, and whoever goes through all of a queue, takes the time it takes. */
  private ExitCode carryOut(Request request, Application application)
      throws CommandFailure, IOException {
    if (!application.isRunning() || request.command().isAsLongAsTheQueue()) {
      return ask(request, application);
    }
    Duration granted = request.command() == Command.FLUSH ? request.timeout() : Duration.ZERO;
    return limit.on(granted, () -> ask(request, application));
  }

  private ExitCode ask(Request request, Application application)
      throws CommandFailure, IOException {
    try (application) {
      return switch (request.command()) {
        case STATUS -> new StatusCommand(screen, request.has(Option.JSON)).one(application);
        case PROBE -> new ProbeCommand(screen, request.has(Option.JSON)).carryOut(application);
        case QUEUE_LS -> ls(request, application.queue());
        case QUEUE_SHOW -> show(request, application.queue());
        case PAUSE, RESUME, FLUSH -> new DeliveryCommands(screen, request).carryOut(application);
        default -> new QueueCommands(screen, request, application).carryOut();
      };
    }
  }

  private void version(boolean isJson) throws IOException {
    if (isJson) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeEndObject();
          });
    } else {
      screen.line("customerio-agent " + version);
    }
  }

  private ExitCode ls(Request request, QueueOperations queue) throws CommandFailure, IOException {
    OperationPage page =
        queue.list(request.selection(), request.limit(), request.value(Option.AFTER));
    if (request.has(Option.JSON)) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("operations");
            for (OperationView operation : page.operations()) {
              OperationsReport.json(operation, json);
            }
            json.writeEndArray();
            json.writeStringField("next", page.next());
            json.writeEndObject();
          });
      return ExitCode.DONE;
    }
    if (page.operations().isEmpty()) {
      screen.note("nothing there");
      return ExitCode.DONE;
    }
    screen.lines(OperationsReport.table(page.operations(), screen.now()));
    long unreadable = page.operations().stream().filter(it -> it.id().isEmpty()).count();
    if (unreadable > 0) {
      screen.note(OperationsReport.unreadable(unreadable));
    }
    if (page.hasMore()) {
      screen.note("there is more: --limit " + request.limit() + " --after " + page.next());
    }
    return ExitCode.DONE;
  }

  private ExitCode show(Request request, QueueOperations queue) throws CommandFailure, IOException {
    String id = request.operands().get(0);
    List<OperationView> found = queue.show(id);
    if (found.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND, "no operation " + id + " here: delivered, purged, or never queued");
    }
    // a crash in the middle of a replay leaves two of one id, with the same content
    List<String> contents = request.has(Option.PAYLOAD) ? Content.of(queue, id) : List.of();
    if (request.has(Option.JSON)) {
      screen.json(json -> OperationsReport.json(found, contents, json));
    } else {
      for (OperationView operation : found) {
        screen.lines(OperationsReport.page(operation, screen.now()));
      }
      for (String content : contents) {
        screen.json(json -> Content.copy(content, json));
      }
    }
    return ExitCode.DONE;
  }
}
