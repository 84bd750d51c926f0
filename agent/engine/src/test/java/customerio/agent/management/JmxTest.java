package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.Waiting;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bean as a tool without our classes sees it. */
class JmxTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name = name();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void unregister() throws Exception {
    server.unregisterMBean(name);
  }

  @Test
  void secondStart_takesThePlaceOfTheFirst() throws Exception {
    Jmx.register(bean("first", "sync", List.of()), log::add);
    Jmx.register(bean("second", "async", List.of()), log::add);

    assertThat(server.getAttribute(name, "Version")).isEqualTo("second");
    assertThat(log).isEmpty();
  }

  @Test
  void everyAttribute_isReadableInOpenTypes() throws Exception {
    Jmx.register(bean("1", "async", List.of()), log::add);

    assertThat(attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Version", "1"),
                Map.entry("Mode", "async"),
                Map.entry("Accepted", 0L),
                Map.entry("Deduplicated", 0L),
                Map.entry("Relayed", 0L),
                Map.entry("PassedThrough", 0L),
                Map.entry("Delivered", 0L),
                Map.entry("Rejected", 0L),
                Map.entry("Retried", 0L),
                Map.entry("Unclear", 0L),
                Map.entry("SilentlyDropped", 0L),
                Map.entry("Requests", 0L),
                Map.entry("Pending", 3L),
                Map.entry("OldestAgeSeconds", 1.5),
                Map.entry("QueueBytes", 4L),
                Map.entry("DeadLetters", 5L),
                Map.entry("Trouble", ""),
                Map.entry("SuppressedFaults", 0L),
                Map.entry("Destinations", List.of())));
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
    Jmx.register(bean("1", "async", states), log::add);

    CompositeData[] shown = (CompositeData[]) server.getAttribute(name, "Destinations");
    assertThat(shown).hasSize(Waiting.values().length);
    assertThat(shown)
        .allSatisfy(row -> assertThat(row.get("breakerState")).isEqualTo("half-open"))
        .extracting(row -> row.get("waitingFor"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  private Map<String, Object> attributes() throws Exception {
    String[] names =
        java.util.Arrays.stream(server.getMBeanInfo(name).getAttributes())
            .map(MBeanAttributeInfo::getName)
            .toArray(String[]::new);
    Map<String, Object> values = new TreeMap<>();
    for (Attribute attribute : server.getAttributes(name, names).asList()) {
      Object value = attribute.getValue();
      values.put(
          attribute.getName(), value instanceof CompositeData[] rows ? List.of(rows) : value);
    }
    return values;
  }

  private static AgentBean bean(String version, String mode, List<DestinationState> states) {
    return new AgentBean(
        version,
        mode,
        CLOCK,
        new Counters()::snapshot,
        () -> new QueueState(3, 4, 5, CLOCK.millis() - 1_500, 0, null),
        () -> states);
  }

  private static ObjectName name() {
    try {
      return new ObjectName("customerio.agent:type=Agent");
    } catch (javax.management.MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }
}
