package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

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
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      String place = "127.0.0.1:" + port;

      assertThat(new PortExamination().look(Patients.with("health.port=" + port)))
          .singleElement()
          .matches(found -> found.verdict() == Verdict.WARN)
          .matches(found -> found.what().startsWith(place + " cannot be opened ("));
      assertThat(new PortExamination().look(Patients.running("", true, "health.port=" + port)))
          .containsExactly(Finding.ok("port", place + " is open"));
    }
    assertThat(new PortExamination().look(Patients.with("health.port=" + port)))
        .containsExactly(Finding.ok("port", "127.0.0.1:" + port + " is free"));
    assertThat(new PortExamination().look(Patients.running("", true, "health.port=" + port)))
        .containsExactly(
            Finding.warn(
                "port",
                "nobody listens on 127.0.0.1:" + port,
                "see what the application's standard error says about the status page"));
  }
}
