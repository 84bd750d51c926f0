package customerio.agent.doctor;

import java.util.List;

/** What the agent would say about its settings. */
final class SettingsExamination implements Examination {

  @Override
  public List<Finding> look(Patient patient) {
    if (!patient.settings().enabled()) {
      return List.of(
          Finding.warn("settings", "enabled=false: the agent stays out", "remove that setting"));
    }
    if (patient.problems().isEmpty()) {
      return List.of(Finding.ok("settings", "understood"));
    }
    return patient.problems().stream()
        .map(problem -> Finding.warn("settings", problem, "'check-config' shows what is in force"))
        .toList();
  }
}
