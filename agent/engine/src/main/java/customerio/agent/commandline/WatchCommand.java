package customerio.agent.commandline;

import java.io.IOException;

/**
 * {@code status --watch}: what the status page shows, again and again, until Ctrl-C or the end of
 * the application. With {@code --json} one document a line.
 */
final class WatchCommand {
  private final Screen screen;
  private final Applications applications;
  private final TimeLimit limit;
  private final Rhythm rhythm;

  /** When the next picture is due. */
  interface Rhythm {
    /**
     * Blocks until then.
     *
     * @return false: that was all
     */
    boolean next() throws InterruptedException;
  }

  WatchCommand(Screen screen, Applications applications, TimeLimit limit, Rhythm rhythm) {
    this.screen = screen;
    this.applications = applications;
    this.limit = limit;
    this.rhythm = rhythm;
  }

  /**
   * @return how it was when it was seen last
   */
  ExitCode carryOut(Request request) throws CommandFailure, IOException {
    Application application = limit.on(() -> applications.find(request));
    if (!application.isRunning()) {
      application.close();
      throw new CommandFailure(
          ExitCode.NOT_FOUND, "nothing runs that could be watched: " + application.name());
    }
    String name = application.name();
    ExitCode last = ExitCode.DONE;
    boolean isJson = request.has(Option.JSON);
    try (Display display = isJson ? new PlainDisplay(screen.out()) : screen.display()) {
      do {
        if (application instanceof IdleApplication) {
          application = limit.on(() -> applications.find(request));
        }
        last = show(application, isJson, display);
      } while (rhythm.next());
      return last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return last;
    } catch (IOException ended) {
      throw new CommandFailure(ExitCode.NOT_FOUND, name + " has ended, or its agent has");
    } finally {
      application.close();
    }
  }

  private ExitCode show(Application application, boolean isJson, Display display)
      throws CommandFailure, IOException {
    if (application instanceof IdleApplication idle) {
      if (!isJson) {
        display.show(WatchFrame.idle(idle.name(), display.size()));
      }
      return ExitCode.DONE;
    }
    String document = limit.on(() -> application.agent().document());
    if (document.isEmpty()) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "the agent in "
              + application.name()
              + " is of a version that cannot be watched;"
              + " use status without --watch");
    }
    JsonTree status = JsonTree.parse(document);
    if (isJson) {
      screen.json(json -> Content.copy(document, json));
    } else {
      display.show(new WatchFrame(application.name(), status, display.size()).lines());
    }
    return StatusReport.exitCode(status.at("status").text());
  }
}
