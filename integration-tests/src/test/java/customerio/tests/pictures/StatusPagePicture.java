package customerio.tests.pictures;

import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.tests.page.Chromium;
import customerio.tests.page.PortOf;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status page while Customer.io is down, on a desk and on a phone. */
class StatusPagePicture {
  private static final String SHOWS_IT =
      """
      new Promise(shown => {
        const look = () =>
          document.getElementById('status').textContent.endsWith(' DEGRADED')
            ? shown(true)
            : setTimeout(look, 100);
        look();
      })\
      """;

  @TempDir Path directory;

  @Test
  void openBreaker() throws Exception {
    Path desk = Pictures.of("status-page.png");
    Path phone = Pictures.of("status-page-phone.png");
    try (Simulator simulator = Simulator.start();
        RunningApplication application = start(simulator);
        Chromium browser = Chromium.start(directory.resolve("profile"))) {
      for (int seq = 1; seq <= 40; seq++) {
        application.does("event " + seq % 7 + ' ' + seq);
      }
      simulator.awaitArrivals(40, Duration.ofSeconds(60));
      simulator.faults().add(FaultRule.named("outage").status(503));
      for (int seq = 41; seq <= 60; seq++) {
        application.does("event " + seq % 7 + ' ' + seq);
      }
      application.jvm().awaitErrorLine("[customerio-agent] track-us fails");
      browser.resize(1280, 900);
      browser.open(PortOf.awaited(application.jvm()).root());
      browser.evaluate(SHOWS_IT);
      browser.picture(desk);
      browser.resize(360, 900);
      browser.picture(phone);
    }
    Pictures.isSmall(desk);
    Pictures.isSmall(phone);
  }

  private RunningApplication start(Simulator simulator) throws InterruptedException {
    return RunningApplication.start(
        Caller.class,
        simulator,
        directory.resolve("queue"),
        "health.port=0",
        "retry.max-attempts=1",
        "breaker.failure-threshold=1");
  }
}
