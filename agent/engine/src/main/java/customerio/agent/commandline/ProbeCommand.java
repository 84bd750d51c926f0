package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code probe}: a running agent asks the hosts it uses, over its own connections and without
 * credential, whether they answer. What it says of each is a line of its MBean.
 */
final class ProbeCommand {
  private static final Pattern ANSWERS =
      Pattern.compile("(\\S+) answers \\((\\d+) in (\\d+) ms\\)");
  private static final Pattern SILENT = Pattern.compile("(\\S+) does not answer: (.*)");
  private static final Pattern AGE = Pattern.compile("as of (\\d+) s ago");

  private final Screen screen;
  private final boolean isJson;

  ProbeCommand(Screen screen, boolean isJson) {
    this.screen = screen;
    this.isJson = isJson;
  }

  ExitCode carryOut(Application application) throws CommandFailure, IOException {
    List<String> lines = application.agent().probe().lines().map(Plain::text).toList();
    boolean isAllWell =
        lines.stream().anyMatch(line -> ANSWERS.matcher(line).matches())
            && lines.stream().noneMatch(line -> SILENT.matcher(line).matches());
    if (isJson) {
      screen.json(json -> json(application, lines, json));
    } else {
      screen.lines(lines);
    }
    return isAllWell ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static void json(Application application, List<String> lines, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("application", application.name());
    json.writeArrayFieldStart("hosts");
    for (String line : lines) {
      Matcher answers = ANSWERS.matcher(line);
      Matcher silent = SILENT.matcher(line);
      if (answers.matches()) {
        host(answers.group(1), Integer.parseInt(answers.group(2)), "", json);
        json.writeNumberField("millis", Long.parseLong(answers.group(3)));
        json.writeEndObject();
      } else if (silent.matches()) {
        host(silent.group(1), 0, silent.group(2), json);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    for (String line : lines) {
      Matcher age = AGE.matcher(line);
      if (age.matches()) {
        json.writeNumberField("ageSeconds", Long.parseLong(age.group(1)));
      }
    }
    json.writeEndObject();
  }

  private static void host(String name, int status, String failure, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeNumberField("status", status);
    json.writeStringField("failure", failure);
  }
}
