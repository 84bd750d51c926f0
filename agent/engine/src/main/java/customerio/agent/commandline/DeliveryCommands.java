package customerio.agent.commandline;

import java.io.IOException;

/** {@code pause}, {@code resume} and {@code flush}: only a running application delivers. */
final class DeliveryCommands {
  private final Screen screen;
  private final Request request;

  DeliveryCommands(Screen screen, Request request) {
    this.screen = screen;
    this.request = request;
  }

  ExitCode carryOut(Application application) throws CommandFailure, IOException {
    RunningAgent agent = application.agent();
    long left = 0;
    switch (request.command()) {
      case PAUSE -> agent.pause();
      case RESUME -> agent.resume();
      default -> left = agent.flush(request.timeout());
    }
    say(application, left);
    return left == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private void say(Application application, long left) throws IOException {
    if (request.has(Option.JSON)) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeStringField("application", application.name());
            if (request.command() == Command.FLUSH) {
              json.writeNumberField("left", left);
            } else {
              json.writeBooleanField("paused", request.command() == Command.PAUSE);
            }
            json.writeEndObject();
          });
      return;
    }
    screen.line(application.name() + ": " + sentence(left));
  }

  private String sentence(long left) {
    return switch (request.command()) {
      case PAUSE ->
          "delivers nothing until 'resume' or its restart; calls are accepted and wait on disk";
      case RESUME -> "delivers again";
      default ->
          left == 0
              ? "everything is delivered"
              : Amounts.count(left, "operation") + " left; 'status' says why";
    };
  }
}
