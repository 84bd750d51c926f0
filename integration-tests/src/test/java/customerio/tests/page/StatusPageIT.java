package customerio.tests.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.jvm.Patience;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who opens the page while Customer.io fails, refuses, and is well again. */
class StatusPageIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Path PICTURES = Path.of("target", "status-page");

  /**
   * Each answer to the page, and how many of a kind it had heard when it first showed them: it is
   * to lag behind none, whenever that is looked at.
   */
  private static final String WATCH =
      """
      window.heard = [];
      const original = window.fetch;
      window.fetch = async (...what) => {
        const answer = await original(...what);
        const copy = await answer.clone().json();
        window.heard.push(copy.status);
        return answer;
      };
      window.shown = {};
      new MutationObserver(() => {
        const word = document.getElementById('status').textContent.split(' ')[1];
        const said = window.heard.filter(one => one === word).length;
        window.shown[word] = window.shown[word] || {said: said, at: Date.now()};
      }).observe(
          document.getElementById('status'), {childList: true, characterData: true, subtree: true});
      """;

  private static final String SHOWS =
      """
      new Promise(shown => {
        const place = document.getElementById('status');
        const look = () => {
          if (!place.textContent.endsWith(' %1$s')) return false;
          shown((window.shown || {})['%1$s']);
          return true;
        };
        if (!look()) {
          const watch = new MutationObserver(() => { if (look()) watch.disconnect(); });
          watch.observe(place, {childList: true, characterData: true, subtree: true});
        }
      })""";

  /** At one moment: each answer to the page changes them. */
  private static final String TEXTS =
      """
      Object.fromEntries(['reasons', 'destinations', 'refusals', 'queue']
        .map(id => [id, document.getElementById(id).innerText]))
      """;

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void outage_isSeenOnThePage_onNarrowScreensAndWithTheKeyboardAlone() throws Exception {
    try (RunningApplication application = start();
        Chromium browser = Chromium.start(directory.resolve("profile"))) {
      PortOf port = PortOf.awaited(application.jvm());
      assertThat(port.get("/health").body()).startsWith("{\"status\":\"UP\",");
      browser.resize(1280, 1500);
      browser.open(port.root());
      browser.evaluate(shows("UP"));

      application.does("event 5 1");
      simulator.awaitArrivals(1, SOON);
      refuseOne(application);
      browser.evaluate(WATCH);
      long began = System.currentTimeMillis();
      simulator.faults().add(FaultRule.named("outage").status(503));
      for (int seq = 3; seq <= 6; seq++) {
        application.does("event 5 " + seq);
      }
      JsonNode shown = browser.evaluate(shows("DEGRADED"));

      // it asks each second, and shows what it hears: two seconds at the most, on any machine
      // that gives the browser its turn
      assertThat(browser.evaluate("PERIOD").asInt()).isEqualTo(1_000);
      assertThat(shown.get("said").asInt()).isEqualTo(1);
      System.out.println(
          "status page: an outage was shown "
              + (shown.get("at").asLong() - began)
              + " ms after it began");
      showsTheOutage(browser);

      looksRight(browser, "degraded");
      opensWithTheKeyboard(browser);

      simulator.faults().clear();
      browser.evaluate(shows("UP"));
      simulator.awaitArrivals(5, SOON);
      assertThat(browser.complaints()).isEmpty();

      application.jvm().terminate();
      application.jvm().await();
      browser.evaluate(shows("ANSWER"));
    }
  }

  @Test
  void probe_reachesTheHostsAndNobodyElseIsAsked() throws Exception {
    try (RunningApplication application = start()) {
      PortOf port = PortOf.awaited(application.jvm());
      application.does("event 5 1");
      simulator.awaitArrivals(1, SOON);
      JsonNode probed = new ObjectMapper().readTree(port.get("/health?probe=true").body());

      assertThat(probed.at("/components/connectivity/status").asText())
          .as(probed.toString())
          .isEqualTo("UP");
      assertThat(probed.at("/components/connectivity/details/track-us/status").asInt())
          .isPositive();

      simulator.refuse(Family.TRACK, Region.US);
      String later =
          Patience.until(
              () -> port.get("/health?probe=true").body(),
              body -> body.contains("\"unreachable track-us: "));
      assertThat(later).contains("\"unreachable track-us: ");
      assertThat(later).startsWith("{\"status\":\"DEGRADED\",");
      assertThat(port.get("/health").body()).startsWith("{\"status\":\"UP\",");
    }
  }

  /** Once all of it is there: the breaker tries each second, and is half-open for a moment then. */
  private static void showsTheOutage(Chromium browser) throws Exception {
    JsonNode page =
        Patience.until(
            () -> browser.evaluate(TEXTS),
            texts ->
                texts.get("destinations").asText().contains("Customer.io to answer again")
                    && texts.get("destinations").asText().contains("status-503")
                    && texts.get("queue").asText().matches("(?s)Waiting\\s+4\\s.*"));
    assertThat(page.get("reasons").asText()).startsWith("breaker-open track-us: ");
    assertThat(page.get("destinations").asText())
        .contains("track-us", "open", "status-503", "Customer.io to answer again");
    assertThat(page.get("refusals").asText()).contains("event", "rejected").doesNotContain("said");
    assertThat(page.get("queue").asText()).matches("(?s)Waiting\\s+4\\s.*");
  }

  private void refuseOne(RunningApplication application) throws Exception {
    simulator
        .faults()
        .add(FaultRule.named("bad").poison(new Poison("said", null, BatchStyle.MULTI_STATUS)));
    application.does("event 5 2");
    application.awaits("mbean DeadLetters", "1");
    simulator.faults().clear();
  }

  /** Nothing is cut off and nothing sticks out, from the smallest phone on. */
  private static void looksRight(Chromium browser, String name) throws Exception {
    for (int width : List.of(320, 360, 1280)) {
      browser.resize(width, width < 500 ? 2_600 : 1_500);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(width);
      browser.picture(PICTURES.resolve(name + '-' + width + ".png"));
    }
    browser.dark(true);
    browser.picture(PICTURES.resolve(name + "-dark.png"));
    browser.dark(false);
  }

  private static void opensWithTheKeyboard(Chromium browser) throws Exception {
    browser.press("Tab");
    assertThat(browser.evaluate("document.activeElement.tagName").asText()).isEqualTo("SUMMARY");
    browser.press("Enter");
    assertThat(browser.evaluate("document.querySelector('details').open").asBoolean()).isTrue();
    assertThat(text(browser, "#settings")).contains("health.port", "agent argument", "queue.dir");
    browser.picture(PICTURES.resolve("settings-1280.png"));
  }

  private static String text(Chromium browser, String selector) throws Exception {
    return browser.evaluate("document.querySelector('" + selector + "').innerText").asText();
  }

  private static String shows(String word) {
    return SHOWS.formatted(word);
  }

  private RunningApplication start() throws InterruptedException {
    return RunningApplication.start(
        Caller.class,
        simulator,
        directory.resolve("queue"),
        "health.port=0",
        "retry.max-attempts=1",
        "breaker.failure-threshold=1",
        "breaker.success-threshold=1",
        "breaker.open-duration=1s",
        "breaker.max-open-duration=1s");
  }
}
