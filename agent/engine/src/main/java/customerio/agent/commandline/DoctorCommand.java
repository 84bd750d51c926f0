package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.doctor.Doctor;
import customerio.agent.doctor.Finding;
import customerio.agent.doctor.KeyInHand;
import customerio.agent.doctor.Patient;
import customerio.agent.doctor.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code doctor}: what stands in the way of an application that runs, or of one to be started. */
final class DoctorCommand {
  /** Never an argument: everybody on the machine can read those. */
  static final String KEY_VARIABLE = "CUSTOMERIO_AUTHORIZATION";

  private static final int MOST_KEYS = 20;

  private final Screen screen;
  private final Applications applications;
  private final AttachTarget.Opener targets;
  private final TimeLimit limit;
  private final Map<String, String> environment;
  private final Clock clock;

  /**
   * @param limit of asking a running application; the examinations have their own
   */
  DoctorCommand(
      Screen screen,
      Applications applications,
      AttachTarget.Opener targets,
      TimeLimit limit,
      Map<String, String> environment,
      Clock clock) {
    this.screen = screen;
    this.applications = applications;
    this.targets = targets;
    this.limit = limit;
    this.environment = environment;
    this.clock = clock;
  }

  ExitCode carryOut(Request request) throws CommandFailure, IOException {
    Patient patient = patient(request);
    List<Finding> findings = new ArrayList<>();
    Verdict verdict = Doctor.general(keys(request, patient), clock).examine(patient, findings::add);
    if (request.has(Option.JSON)) {
      screen.json(json -> json(verdict, findings, json));
    } else {
      print(findings);
    }
    return switch (verdict) {
      case OK -> ExitCode.DONE;
      case WARN -> ExitCode.INCOMPLETE;
      case FAIL -> ExitCode.DOWN;
    };
  }

  private Patient patient(Request request) throws CommandFailure, IOException {
    if (!request.has(Option.PID)) {
      String file = request.has(Option.CONFIG) ? request.path(Option.CONFIG).toString() : "";
      return Patients.here(request.value(Option.SETTINGS), file, environment);
    }
    if (request.has(Option.CONFIG) || request.has(Option.SETTINGS)) {
      throw Request.usage("a running application has its settings; leave out --pid or these");
    }
    return limit.on(() -> running(request));
  }

  private Patient running(Request request) throws CommandFailure, IOException {
    try (AttachTarget target = targets.open(request.pid())) {
      return Patients.of(request.pid(), target, reported(request, target));
    }
  }

  /** "" where the agent is not there, or has not been needed yet. */
  private String reported(Request request, AttachTarget target) throws CommandFailure, IOException {
    if (!AgentOption.isThere(target.arguments(), target.properties())) {
      return "";
    }
    try (Application application = applications.find(request)) {
      return application instanceof IdleApplication
          ? ""
          : ReportedSettings.of(JsonTree.parse(application.agent().document()));
    }
  }

  private List<KeyInHand> keys(Request request, Patient patient)
      throws CommandFailure, IOException {
    List<KeyInHand> keys = new ArrayList<>();
    String variable = environment.getOrDefault(KEY_VARIABLE, "");
    if (!variable.isBlank()) {
      keys.add(KeyInHand.of(KEY_VARIABLE, variable));
    }
    if (request.has(Option.CREDENTIALS)) {
      read(request.path(Option.CREDENTIALS), keys);
    }
    Path ofApplication = patient.settings().credentialsFile();
    if (ofApplication != null && Files.isReadable(ofApplication)) {
      read(ofApplication, keys);
    }
    return keys.subList(0, Math.min(MOST_KEYS, keys.size()));
  }

  /** As the agent reads {@code credentials.file}. */
  private static void read(Path file, List<KeyInHand> keys) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).trim();
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(KeyInHand.of("line " + (i + 1) + " of " + file, line));
      }
    }
  }

  private void print(List<Finding> findings) {
    Table table = new Table();
    for (Finding finding : findings) {
      table.row(finding.verdict().name(), finding.subject(), Plain.text(finding.what()));
      if (!finding.fix().isEmpty()) {
        table.row("", "", "-> " + Plain.text(finding.fix()));
      }
    }
    screen.lines(table.lines());
  }

  private static void json(Verdict verdict, List<Finding> findings, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("verdict", verdict.name());
    json.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("verdict", finding.verdict().name());
      json.writeStringField("subject", finding.subject());
      json.writeStringField("what", finding.what());
      json.writeStringField("fix", finding.fix());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
