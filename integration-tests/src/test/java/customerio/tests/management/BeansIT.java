package customerio.tests.management;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.tests.crash.TrackCalls;
import customerio.tests.operations.OperatedCaller;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar through the eyes of JConsole: an outage, from its first sign to its end. */
class BeansIT {
  private static final String BREAKER = "type=CircuitBreaker,name=track-us";
  private static final String DESTINATION = "type=Destination,name=track-us";
  private static final String CHANGED = "customerio.agent.circuit_breaker.state_changed";

  @TempDir Path directory;

  @Test
  void operator_seesAnOutageAndEndsItsWait() throws Exception {
    Path logFile = directory.resolve("agent.log");
    StringBuilder shown = new StringBuilder();
    try (Simulator simulator = Simulator.start();
        RunningApplication application = start(simulator, logFile)) {
      assertThat(application.does("identify canary1 1")).isEqualTo("200");
      try (AttachedJmx jmx = AttachedJmx.to(application.jvm().pid())) {
        assertThat(application.does("event canary1 2")).isEqualTo("200");
        jmx.awaits(DESTINATION, "Delivered", 1L);
        assertBeansAreThere(jmx);
        assertRootBeanIsDescribed(jmx);
        assertSettingsHaveSources(jmx);
        jmx.subscribe();

        simulator.faults().add(FaultRule.named("outage").status(503));
        for (int seq = 3; seq <= 12; seq++) {
          assertThat(application.does("event canary" + seq + ' ' + seq)).isEqualTo("200");
        }
        assertThat(jmx.nextNews(CHANGED).getMessage())
            .isEqualTo("circuit breaker track-us: closed -> open");
        Notification health = jmx.nextNews("jmx.attribute.change");
        assertThat(((AttributeChangeNotification) health).getNewValue()).isEqualTo("DEGRADED");
        assertThat(health.getMessage()).startsWith("health UP -> DEGRADED: breaker-open track-us");
        jmx.awaits(BREAKER, "State", "open");
        assertThat((Double) jmx.get(BREAKER, "SecondsUntilNextTry")).isBetween(3_000.0, 4_700.0);
        assertThat(jmx.get(DESTINATION, "LastErrorType")).isEqualTo("503");
        assertThat((Long) jmx.get(DESTINATION, "Answers5xx")).isGreaterThanOrEqualTo(5L);
        assertThat(jmx.get("type=Agent", "Pending")).isEqualTo(10L);

        simulator.faults().clear();
        simulator.faults().add(FaultRule.named("refusal").path("/customers/canary7").status(400));
        jmx.invoke(BREAKER, "tryNow");
        jmx.awaits("type=Agent", "Pending", 0L);
        jmx.awaits(BREAKER, "State", "closed");
        assertThat(jmx.nextNews("customerio.agent.dead_letter.added").getMessage())
            .isEqualTo("1 operation will not be delivered and is a dead letter: rejected 1");
        jmx.awaits("type=Agent", "Health", "UP");
        assertThat((Double) jmx.get("type=Agent", "DeliveryDelayP99Seconds")).isPositive();
        assertThat((Double) jmx.get("type=Agent", "InterceptOverheadP99Micros")).isPositive();
        assertThat((String[]) jmx.get("type=Agent", "RecentFailures")).hasSize(1);
        assertThat(jmx.get("type=Dedup", "Deduplicated")).isEqualTo(0L);

        assertThat(Files.readString(logFile)).doesNotContain(" DEBUG ");
        jmx.set("type=Agent", "LogLevel", "debug");
        assertThat(application.does("event canary2 20")).isEqualTo("200");
        jmx.awaits("type=Agent", "Pending", 0L);
        shown.append(allValues(jmx));
      }
      application.jvm().endInput();
      shown.append(application.jvm().await().err());
    }
    String log = Files.readString(logFile);
    assertThat(log)
        .contains(
            " WARN  unknown setting 'queue.dri' is ignored; did you mean queue.dir?",
            " INFO  0.1.0-SNAPSHOT takes over the calls to Customer.io: ",
            " INFO  first call taken over: ",
            " WARN  track-us fails",
            " WARN  track-us answers again",
            " DEBUG track-us: 1 operations in one request, 1 attempts, ",
            " INFO  stopped: accepted ")
        .doesNotContain("suppressed faults");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logFile)))
        .isEqualTo("rw-------");
    assertThat(shown.append(log).toString())
        .contains("[customerio-agent] unknown setting 'queue.dri'")
        .doesNotContain("canary", TrackCalls.AUTHORIZATION.substring(6));
  }

  private static void assertBeansAreThere(AttachedJmx jmx) throws Exception {
    jmx.awaits("type=Client,name=jdk", "Enabled", true);
    jmx.awaits(BREAKER, "State", "closed"); // registered a moment after its destination
    assertThat(jmx.beans())
        .contains(
            "type=Agent",
            "type=Config",
            "type=Queue",
            "type=Clients",
            "type=Client,name=jdk",
            "type=Dedup",
            "type=Observation",
            DESTINATION,
            BREAKER);
  }

  private static void assertRootBeanIsDescribed(AttachedJmx jmx) throws Exception {
    MBeanInfo info = jmx.server().getMBeanInfo(AttachedJmx.name("type=Agent"));
    assertThat(info.getNotifications())
        .extracting(MBeanNotificationInfo::getNotifTypes)
        .containsExactlyInAnyOrder(
            new String[] {"jmx.attribute.change"},
            new String[] {CHANGED},
            new String[] {"customerio.agent.queue.high_watermark"},
            new String[] {"customerio.agent.message.dropped"},
            new String[] {"customerio.agent.dead_letter.added"});
    assertThat(info.getAttributes())
        .filteredOn(attribute -> attribute.getName().equals("OldestAgeSeconds"))
        .extracting(
            MBeanAttributeInfo::getDescription,
            attribute -> attribute.getDescriptor().getFieldValue("units"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "Age of the oldest operation in the queue; 0 when it is empty.", "seconds"));
  }

  private void assertSettingsHaveSources(AttachedJmx jmx) throws Exception {
    assertThat(((String) jmx.get("type=Config", "EffectiveConfiguration")).lines())
        .contains(
            "mode = async (default)",
            "queue.dir = " + directory.resolve("queue") + " (agent argument)");
    assertThat((String[]) jmx.get("type=Config", "Warnings"))
        .containsExactly("unknown setting 'queue.dri' is ignored; did you mean queue.dir?");
  }

  private static String allValues(AttachedJmx jmx) throws Exception {
    StringBuilder values = new StringBuilder();
    for (String bean : jmx.beans()) {
      for (MBeanAttributeInfo attribute :
          jmx.server().getMBeanInfo(AttachedJmx.name(bean)).getAttributes()) {
        Object value = jmx.get(bean, attribute.getName());
        values
            .append(bean)
            .append(' ')
            .append(attribute.getName())
            .append(' ')
            .append(value instanceof Object[] rows ? List.of(rows) : value)
            .append('\n');
      }
    }
    return values.toString();
  }

  private RunningApplication start(Simulator simulator, Path logFile) throws Exception {
    return RunningApplication.start(
        OperatedCaller.class,
        simulator,
        directory.resolve("queue"),
        "queue.dri=misspelt",
        "batch.mode=never",
        "breaker.open-duration=1h",
        "breaker.max-open-duration=1h",
        "log.file=" + logFile);
  }
}
