package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final Finding WELL = Finding.ok("a", "well");
  private static final Finding SO_SO = Finding.warn("b", "so so", "rest");
  private static final Finding ILL = Finding.fail("c", "ill", "see a doctor");

  @Test
  void gravestFinding_isTheVerdict() {
    assertThat(examine()).isEqualTo(Verdict.OK);
    assertThat(examine(WELL, WELL)).isEqualTo(Verdict.OK);
    assertThat(examine(SO_SO, WELL)).isEqualTo(Verdict.WARN);
    assertThat(examine(WELL, ILL, SO_SO)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void problemsOfTheSettings_areFindings() {
    assertThat(new SettingsExamination().look(Patients.with("mdoe=sync")))
        .containsExactly(
            Finding.warn(
                "settings",
                "unknown setting 'mdoe' is ignored; did you mean mode?",
                "'check-config' shows what is in force"));
    assertThat(new SettingsExamination().look(Patients.with("enabled=false")))
        .containsExactly(
            Finding.warn("settings", "enabled=false: the agent stays out", "remove that setting"));
  }

  @Test
  void processOfThisContainer_isNotBlamedForOne() {
    assertThat(new ContainerExamination().look(Patients.running("", true))).isEmpty();
    assertThat(new ContainerExamination().look(Patients.with())).isEmpty();
  }

  private static Verdict examine(Finding... findings) {
    List<Examination> examinations = new ArrayList<>();
    for (Finding finding : findings) {
      examinations.add(patient -> List.of(finding));
    }
    List<Finding> told = new ArrayList<>();
    Verdict verdict = new Doctor(examinations).examine(Patients.with(), told::add);
    assertThat(told).containsExactly(findings);
    return verdict;
  }
}
