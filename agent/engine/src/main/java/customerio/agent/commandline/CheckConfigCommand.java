package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.config.EffectiveSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * {@code check-config}: what an application would have in force that is started here, with these
 * properties and this environment, and what the agent would complain about.
 */
final class CheckConfigCommand {
  private final Screen screen;
  private final Properties properties;
  private final Map<String, String> environment;

  CheckConfigCommand(Screen screen, Properties properties, Map<String, String> environment) {
    this.screen = screen;
    this.properties = properties;
    this.environment = environment;
  }

  /** The first warning is the exit code: who runs this before a release wants none. */
  ExitCode carryOut(Request request) throws CommandFailure, IOException {
    String file = request.operands().isEmpty() ? "" : existing(request).toString();
    GivenSettings given =
        GivenSettings.read(request.value(Option.SETTINGS), properties, environment, file);
    if (request.has(Option.JSON)) {
      screen.json(json -> json(given, json));
    } else {
      Table table = new Table().row("SETTING", "FROM", "VALUE");
      for (EffectiveSetting setting : given.effective()) {
        table.row(setting.key(), setting.source(), setting.value());
      }
      screen.lines(table.lines());
      given.problems().forEach(screen::note);
    }
    return given.problems().isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static Path existing(Request request) throws CommandFailure {
    Path file = request.path(request.operands().get(0));
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no file " + file);
    }
    return file;
  }

  private static void json(GivenSettings given, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("settings");
    for (EffectiveSetting setting : given.effective()) {
      json.writeStartObject();
      json.writeStringField("key", setting.key());
      json.writeStringField("value", setting.value());
      json.writeStringField("source", setting.source());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("warnings");
    for (String problem : given.problems()) {
      json.writeString(problem);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
