package customerio.agent.doctor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All examinations, in the order in which one would mend what they find. */
public final class Doctor {
  private final List<Examination> examinations;

  Doctor(List<Examination> examinations) {
    this.examinations = List.copyOf(examinations);
  }

  /**
   * @param keys credentials to be asked about; may be empty
   */
  public static Doctor general(List<KeyInHand> keys, Clock clock) {
    return new Doctor(
        List.of(
            new JavaExamination(),
            new ContainerExamination(),
            new AgentsExamination(),
            new SettingsExamination(),
            new QueueExamination(),
            new PortExamination(),
            new HostsExamination(clock),
            new KeysExamination(keys)));
  }

  /**
   * @param found told each finding as soon as there is one
   * @return the gravest
   */
  public Verdict examine(Patient patient, Consumer<Finding> found) {
    List<Verdict> verdicts = new ArrayList<>(List.of(Verdict.OK));
    for (Examination examination : examinations) {
      for (Finding finding : examination.look(patient)) {
        verdicts.add(finding.verdict());
        found.accept(finding);
      }
    }
    return verdicts.stream().max(Verdict::compareTo).orElse(Verdict.OK);
  }
}
