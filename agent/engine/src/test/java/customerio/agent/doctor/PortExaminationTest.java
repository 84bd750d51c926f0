package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.testing.RefusingPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortExaminationTest {

  @Test
  void portThatIsOff_isWell() {
    assertThat(new PortExamination().look(Patients.with()))
        .containsExactly(Finding.ok("port", "off"));
    assertThat(new PortExamination().look(Patients.with("health.port=0")))
        .containsExactly(Finding.ok("port", "any that is free"));
  }

  @Test
  void port_isFreeOrTaken_openOrClosed() throws Exception {
    try (RefusingPort kept = new RefusingPort()) {
      int port = kept.number();
      String place = "127.0.0.1:" + port;
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(new PortExamination().look(Patients.with("health.port=" + port)))
            .singleElement()
            .matches(found -> found.verdict() == Verdict.WARN)
            .matches(found -> found.what().startsWith(place + " cannot be opened ("));
        assertThat(new PortExamination().look(Patients.running("", true, "health.port=" + port)))
            .containsExactly(Finding.ok("port", place + " is open"));
        assertThat(taken.isBound()).isTrue();
      }
      assertThat(new PortExamination().look(Patients.with("health.port=" + port)))
          .containsExactly(Finding.ok("port", place + " is free"));
      assertThat(new PortExamination().look(Patients.running("", true, "health.port=" + port)))
          .containsExactly(
              Finding.warn(
                  "port",
                  "nobody listens on " + place,
                  "see what the application's standard error says about the status page"));
    }
  }
}
