package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.config.ModeSwitch;
import customerio.agent.config.SettingsReader;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.Waiting;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import customerio.agent.telemetry.ObservedTraffic;
import java.lang.management.ManagementFactory;
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
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
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

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name = name();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void unregister() throws Exception {
    server.unregisterMBean(name);
  }

  @Test
  void secondStart_takesThePlaceOfTheFirst() throws Exception {
    Jmx.register(bean("first", "sync", List.of()), OBSERVED, log::add);
    Jmx.register(bean("second", "async", List.of()), OBSERVED, log::add);

    assertThat(server.getAttribute(name, "Version")).isEqualTo("second");
    assertThat(log).isEmpty();
  }

  @Test
  void everyAttribute_isReadableInOpenTypes() throws Exception {
    Jmx.register(bean("1", "async", List.of()), OBSERVED, log::add);

    assertThat(attributes(name))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Version", "1"),
                Map.entry("Mode", "async"),
                Map.entry("Modes", Map.of("", "async", "track.event", "sync")),
                Map.entry("Accepted", 0L),
                Map.entry("Deduplicated", 0L),
                Map.entry("Relayed", 0L),
                Map.entry("PassedThrough", 0L),
                Map.entry("Withdrawn", 6L),
                Map.entry("Delivered", 0L),
                Map.entry("Rejected", 0L),
                Map.entry("Retried", 0L),
                Map.entry("Unclear", 0L),
                Map.entry("SilentlyDropped", 0L),
                Map.entry("Requests", 0L),
                Map.entry("Pending", 3L),
                Map.entry("OldestAgeSeconds", 1.5),
                Map.entry("QueueBytes", 4L),
                Map.entry("Dropped", 6L),
                Map.entry("DeadLetters", 5L),
                Map.entry("Trouble", ""),
                Map.entry("SuppressedFaults", 0L),
                Map.entry("Health", "UP"),
                Map.entry("HealthReasons", List.of()),
                Map.entry("Destinations", List.of())));
  }

  @Test
  void whatWasObserved_isABeanOfItsOwn() throws Exception {
    Jmx.register(bean("1", "observe", List.of()), OBSERVED, log::add);

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
              "track-us",
              1,
              2,
              Duration.ZERO,
              BreakerState.HALF_OPEN,
              waiting));
    }
    Jmx.register(bean("1", "async", states), OBSERVED, log::add);

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
    Jmx.register(bean("1", "async", List.of()), OBSERVED, log::add);

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
    Jmx.register(bean("1", "async", List.of()), OBSERVED, log::add);

    assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Mode", "asynk")))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'asynk' is no mode; expected async, sync, observe or off");
    assertThat(server.getAttribute(name, "Mode")).isEqualTo("async");
    assertThat(log).isEmpty();
  }

  private AgentBean bean(String version, String mode, List<DestinationState> states) {
    return new AgentBean(
        version,
        modes(mode),
        CLOCK,
        new Counters()::snapshot,
        () -> 6,
        () -> new QueueState(3, 4, 5, CLOCK.millis() - 1_500, 0, 0, 6, null, null),
        () -> states,
        List::of);
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
