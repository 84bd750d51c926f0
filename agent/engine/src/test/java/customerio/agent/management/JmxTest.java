package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import customerio.agent.config.ModeSwitch;
import customerio.agent.config.SettingsReader;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.Waiting;
import customerio.agent.log.Log;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import customerio.agent.telemetry.ObservedTraffic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bean as a tool without our classes sees it. */
class JmxTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  private static final ObservationBean OBSERVED =
      new ObservationBean(
          () -> new ObservedTraffic.Snapshot(3, 1, 1, 2, 1, 0, Duration.ofMillis(1500)));

  private final MBeanServer server = OurBeans.SERVER;
  private final ObjectName name = name();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void unregister() throws Exception {
    OurBeans.remove();
  }

  @Test
  void secondCopyOfTheAgent_hasNamesOfItsOwn() throws Exception {
    register(bean("first", "sync", List.of()));
    Jmx second = register(bean("second", "async", List.of()));
    second.register("type=Observation", OBSERVED, ObservationMXBean.class);
    register(bean("third", "async", List.of()));

    assertThat(server.queryNames(new ObjectName("customerio.agent:*"), null))
        .extracting(ObjectName::getKeyPropertyListString)
        .containsExactlyInAnyOrder(
            "type=Agent",
            "type=Agent,instance=2",
            "type=Observation,instance=2",
            "type=Agent,instance=3");
    assertThat(server.getAttribute(name, "Version")).isEqualTo("first");
    assertThat(log).isEmpty();
  }

  @Test
  void beanThatIsThereAlready_isOneLineAndNothingElse() {
    Jmx jmx = register(bean("1", "async", List.of()));
    jmx.register("type=Observation", OBSERVED, ObservationMXBean.class);
    jmx.register("type=Observation", new ObservationBean(null), ObservationMXBean.class);

    assertThat(log)
        .containsExactly(
            "no MBean customerio.agent:type=Observation (InstanceAlreadyExistsException);"
                + " everything else works; please report this");
  }

  /** Where the agent's beans are, and who knows of nothing but JMX hears. */
  @Test
  void news_reachSubscribersOfTheRootBean() throws Exception {
    Jmx jmx = register(bean("1", "async", List.of()));
    List<Notification> heard = new ArrayList<>();
    server.addNotificationListener(name, (one, handback) -> heard.add(one), null, null);

    jmx.send(News.of(NewsKind.DEAD_LETTER, CLOCK.instant(), "3 operations"));
    jmx.send(new News(NewsKind.HEALTH, CLOCK.instant(), "health UP -> DOWN", "UP", "DOWN"));

    assertThat(heard)
        .extracting(
            Notification::getType,
            Notification::getSource,
            Notification::getSequenceNumber,
            Notification::getTimeStamp,
            Notification::getMessage,
            Notification::getUserData)
        .containsExactly(
            tuple(
                "customerio.agent.dead_letter.added",
                name,
                1L,
                CLOCK.millis(),
                "3 operations",
                null),
            tuple("jmx.attribute.change", name, 2L, CLOCK.millis(), "health UP -> DOWN", null));
    AttributeChangeNotification change = (AttributeChangeNotification) heard.get(1);
    assertThat(List.of(change.getAttributeName(), change.getOldValue(), change.getNewValue()))
        .isEqualTo(List.of("Health", "UP", "DOWN"));
  }

  @Test
  void subscriberThatHasHadEnough_hearsNoMore() throws Exception {
    Jmx jmx = register(bean("1", "async", List.of()));
    List<Notification> heard = new ArrayList<>();
    NotificationListener listener = (one, handback) -> heard.add(one);
    server.addNotificationListener(name, listener, null, null);
    server.removeNotificationListener(name, listener);

    jmx.send(News.of(NewsKind.DROPPED, CLOCK.instant(), "1"));

    assertThat(heard).isEmpty();
  }

  @Test
  void everyAttribute_isReadableInOpenTypes() throws Exception {
    register(bean("1", "async", List.of()));

    assertThat(attributes(name))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Version", "1"),
                Map.entry("StartTime", "2026-03-01T10:00:00Z"),
                Map.entry("Mode", "async"),
                Map.entry("Modes", Map.of("", "async", "track.event", "sync")),
                Map.entry("Accepted", 0L),
                Map.entry("Deduplicated", 0L),
                Map.entry("Relayed", 0L),
                Map.entry("PassedThrough", 7L),
                Map.entry("Withdrawn", 6L),
                Map.entry("Delivered", 0L),
                Map.entry("Rejected", 0L),
                Map.entry("Retried", 0L),
                Map.entry("Unclear", 0L),
                Map.entry("SilentlyDropped", 0L),
                Map.entry("Requests", 0L),
                Map.entry("Pending", 3L),
                Map.entry("OldestAgeSeconds", 1.5),
                Map.entry("DeliveryDelayP50Seconds", 0.0),
                Map.entry("DeliveryDelayP95Seconds", 0.0),
                Map.entry("DeliveryDelayP99Seconds", 0.0),
                Map.entry("InterceptOverheadP99Micros", 25.0),
                Map.entry("QueueBytes", 4L),
                Map.entry("QueueLimitBytes", 9L),
                Map.entry("Dropped", 6L),
                Map.entry("DeadLetters", 5L),
                Map.entry("Trouble", ""),
                Map.entry("SuppressedFaults", 0L),
                Map.entry("Health", "UP"),
                Map.entry("HealthReasons", List.of()),
                Map.entry("RecentFailures", List.of("track.event to track-us: rejected")),
                Map.entry("ConfigWarnings", List.of("queue.dri is unknown")),
                Map.entry("LogLevel", "info"),
                Map.entry("Destinations", List.of())));
  }

  @Test
  void whatWasObserved_isABeanOfItsOwn() throws Exception {
    register(bean("1", "observe", List.of()))
        .register("type=Observation", OBSERVED, ObservationMXBean.class);

    assertThat(attributes(new ObjectName("customerio.agent:type=Observation")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "AnsweredAtOnce", 3L,
                "Waiting", 1L,
                "Deduplicated", 1L,
                "Requests", 2L,
                "Retried", 1L,
                "Unanswered", 0L,
                "SavedWaitSeconds", 1.5,
                "Summary",
                    "observed 4 calls and touched none: 3 would have been answered at once in place"
                        + " of 1500 ms of waiting; 1 repeat others, the rest would have gone out in"
                        + " 2 requests; 1 failed in a way that would have been retried, 0 have no"
                        + " answer yet"));
  }

  @Test
  void everyStateOfADestination_hasWords() throws Exception {
    List<DestinationState> states = new ArrayList<>();
    for (Waiting waiting : Waiting.values()) {
      states.add(
          new DestinationState(
              Api.TRACK,
              Region.US,
              1,
              "track-us",
              1,
              2,
              Duration.ZERO,
              BreakerState.HALF_OPEN,
              waiting));
    }
    register(bean("1", "async", states));

    CompositeData[] shown = (CompositeData[]) server.getAttribute(name, "Destinations");
    assertThat(shown).hasSize(Waiting.values().length);
    assertThat(shown)
        .allSatisfy(row -> assertThat(row.get("breakerState")).isEqualTo("half-open"))
        .extracting(row -> row.get("waitingFor"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  private Map<String, Object> attributes(ObjectName name) throws Exception {
    String[] names =
        java.util.Arrays.stream(server.getMBeanInfo(name).getAttributes())
            .map(MBeanAttributeInfo::getName)
            .toArray(String[]::new);
    Map<String, Object> values = new TreeMap<>();
    for (Attribute attribute : server.getAttributes(name, names).asList()) {
      Object value = attribute.getValue();
      values.put(
          attribute.getName(),
          value instanceof TabularData table
              ? map(table)
              : value instanceof Object[] rows ? List.of(rows) : value);
    }
    return values;
  }

  private static Map<Object, Object> map(TabularData table) {
    Map<Object, Object> map = new TreeMap<>();
    table
        .values()
        .forEach(
            row -> map.put(((CompositeData) row).get("key"), ((CompositeData) row).get("value")));
    return map;
  }

  @Test
  void mode_canBeSwitchedAsATableOrAnOperation() throws Exception {
    register(bean("1", "async", List.of()));

    server.setAttribute(name, new Attribute("Mode", "observe"));
    server.invoke(
        name,
        "switchMode",
        new Object[] {"track", "off"},
        new String[] {String.class.getName(), String.class.getName()});

    assertThat(map((TabularData) server.getAttribute(name, "Modes")))
        .isEqualTo(Map.of("", "observe", "track", "off"));
    assertThat(log)
        .containsExactly(
            "mode observe from now on for all calls", "mode off from now on for track");
  }

  @Test
  void wordThatIsNoMode_isRefusedWithWhatThereIs() throws Exception {
    register(bean("1", "async", List.of()));

    assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Mode", "asynk")))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'asynk' is no mode; expected async, sync, observe or off");
    assertThat(server.getAttribute(name, "Mode")).isEqualTo("async");
    assertThat(log).isEmpty();
  }

  private AgentBean bean(String version, String mode, List<DestinationState> states) {
    return new AgentBean(
        new AgentBean.Parts(
            version,
            modes(mode),
            Log.of(log::add),
            CLOCK,
            new Counters()::snapshot,
            () -> 7,
            () -> 6,
            () -> new QueueState(3, 4, 5, CLOCK.millis() - 1_500, 0, 0, 6, null, null, null),
            9,
            () -> states,
            List::of,
            new Figures(CLOCK, new NewsDesk(CLOCK)),
            () -> 25e-6,
            () -> List.of("track.event to track-us: rejected"),
            List.of("queue.dri is unknown"),
            () -> "probed"));
  }

  private Jmx register(AgentBean bean) {
    Jmx jmx = Jmx.open(log::add);
    jmx.register("type=Agent", bean, AgentMXBean.class);
    return jmx;
  }

  private ModeSwitch modes(String mode) {
    return new ModeSwitch(
        SettingsReader.read(
                "mode=" + mode + ",mode.track.event=sync",
                new Properties(),
                Map.of(),
                problem -> {
                  throw new AssertionError(problem);
                })
            .modes(),
        log::add);
  }

  private static ObjectName name() {
    try {
      return new ObjectName("customerio.agent:type=Agent");
    } catch (javax.management.MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }
}
