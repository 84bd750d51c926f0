package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** {@code status}: of one application, or of all that run. */
final class StatusCommand {
  /** The worst first: what is down outweighs what is not known. */
  private static final List<ExitCode> BY_GRAVITY =
      List.of(
          ExitCode.DOWN,
          ExitCode.UNREACHABLE,
          ExitCode.REFUSED,
          ExitCode.NOT_FOUND,
          ExitCode.INCOMPLETE,
          ExitCode.DONE);

  private final Screen screen;
  private final boolean isJson;

  StatusCommand(Screen screen, boolean isJson) {
    this.screen = screen;
    this.isJson = isJson;
  }

  /** What an application has answered; printed by whoever has asked for it. */
  private record Answer(ExitCode code, List<String> lines, Screen.JsonBody document) {}

  ExitCode one(Application application) throws CommandFailure, IOException {
    Answer answer = ask(application);
    if (isJson) {
      screen.json(answer.document());
    } else {
      screen.lines(answer.lines());
    }
    return answer.code();
  }

  /**
   * What came of asking one of many.
   *
   * @param answer null when there is none
   * @param note why there is none
   */
  private record Told(ExitCode code, Answer answer, String note) {}

  /** One that does not answer is a line beside the others. */
  ExitCode all(List<JavaProcess> running, Applications applications, TimeLimit each)
      throws CommandFailure, IOException {
    if (running.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no JVM of this user runs with the agent");
    }
    List<Told> all = SideBySide.ask(running, process -> told(process, applications, each));
    all.stream().filter(told -> told.answer() == null).forEach(told -> screen.note(told.note()));
    print(all.stream().map(Told::answer).filter(Objects::nonNull).toList());
    List<ExitCode> codes = all.stream().map(Told::code).toList();
    return BY_GRAVITY.stream().filter(codes::contains).findFirst().orElse(ExitCode.DONE);
  }

  private static Told told(JavaProcess process, Applications applications, TimeLimit each) {
    try {
      Answer answer = each.on(() -> ask(process, applications));
      return new Told(answer.code(), answer, "");
    } catch (CommandFailure failure) {
      return new Told(failure.exitCode(), null, process + ": " + failure.getMessage());
    } catch (IOException fault) {
      return new Told(Faults.exitCode(fault), null, process + ": " + Faults.sentence(fault));
    }
  }

  private static Answer ask(JavaProcess process, Applications applications)
      throws CommandFailure, IOException {
    try (Application application = applications.find(process)) {
      return ask(application);
    }
  }

  private static Answer ask(Application application) throws CommandFailure, IOException {
    if (application instanceof IdleApplication idle) {
      return new Answer(
          ExitCode.DONE,
          List.of(idle.name() + ": idle: " + IdleApplication.WHY),
          json -> idle(idle, json));
    }
    StatusReport report = StatusReport.of(application);
    return new Answer(report.exitCode(), report.lines(), report::json);
  }

  private void print(List<Answer> answers) throws IOException {
    if (isJson) {
      screen.json(
          json -> {
            json.writeStartArray();
            for (Answer answer : answers) {
              answer.document().write(json);
            }
            json.writeEndArray();
          });
      return;
    }
    for (int i = 0; i < answers.size(); i++) {
      if (i > 0) {
        screen.line("");
      }
      screen.lines(answers.get(i).lines());
    }
  }

  private static void idle(IdleApplication idle, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("application", idle.name());
    json.writeBooleanField("running", true);
    json.writeStringField("health", IdleApplication.HEALTH);
    json.writeEndObject();
  }
}
