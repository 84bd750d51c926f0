package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Seam;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Allowance;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.Waiting;
import customerio.agent.health.Concern;
import customerio.agent.health.Gravity;
import customerio.agent.queue.QueueState;
import customerio.agent.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is looked at changes between two looks; the thread that looks is not needed for that. */
class LookoutTest {
  private static final long LIMIT = 100L << 20;

  private final MBeanServer server = OurBeans.SERVER;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final NewsDesk desk = new NewsDesk(clock);
  private final Figures figures = new Figures(clock, desk);
  private final List<String> log = new ArrayList<>();
  private final List<Throwable> faults = new ArrayList<>();
  private final List<DestinationState> destinations = new ArrayList<>();
  private final List<Seam.Counts> clients = new ArrayList<>();
  private final List<Concern> reasons = new ArrayList<>();
  private final List<Destination> tried = new ArrayList<>();
  private final List<Notification> heard = new ArrayList<>();
  private long bytes;
  private long dropped;
  private boolean queueIsBroken;
  private final Jmx jmx = Jmx.open(log::add);
  private final Lookout lookout =
      new Lookout(
          jmx,
          desk,
          () -> reasons,
          this::queue,
          LIMIT,
          clock,
          new DestinationBeans(
              () -> destinations,
              figures,
              any -> new Allowance(500, Duration.ofMillis(2_500)),
              tried::add),
          new ClientBeans(() -> clients),
          faults::add);

  @BeforeEach
  void subscribe() throws Exception {
    jmx.register("type=Agent", Hollow.of(AgentMXBean.class), AgentMXBean.class);
    server.addNotificationListener(
        new ObjectName("customerio.agent:type=Agent"), (one, any) -> heard.add(one), null, null);
  }

  @AfterEach
  void unregister() throws Exception {
    OurBeans.remove();
  }

  @Test
  void destination_hasTwoBeansFromItsFirstOperationOn() throws Exception {
    lookout.look();
    assertThat(names()).containsExactly("type=Agent");

    destinations.add(destination("track-us", 1, BreakerState.OPEN));
    destinations.add(destination("track-us-2", 2, BreakerState.CLOSED));
    lookout.look();
    lookout.look();

    assertThat(names())
        .containsExactlyInAnyOrder(
            "type=Agent",
            "type=Destination,name=track-us",
            "type=CircuitBreaker,name=track-us",
            "type=Destination,name=track-us-2",
            "type=CircuitBreaker,name=track-us-2");
    ObjectName breaker = new ObjectName("customerio.agent:type=CircuitBreaker,name=track-us");
    assertThat(server.getAttribute(breaker, "State")).isEqualTo("open");
    assertThat(server.getAttribute(breaker, "SecondsUntilNextTry")).isEqualTo(2.5);
    server.invoke(breaker, "tryNow", new Object[0], new String[0]);
    assertThat(tried).containsExactly(new Destination(Api.TRACK, Region.US, 1));
    assertThat(log).isEmpty();
  }

  /** Each of the users of such an application brings a key. */
  @Test
  void destinationsWithoutEnd_haveBeansUpToFifty() throws Exception {
    for (int i = 1; i <= 200; i++) {
      destinations.add(destination("track-us-" + i, i, BreakerState.CLOSED));
    }
    lookout.look();

    assertThat(server.queryNames(new ObjectName("customerio.agent:type=Destination,*"), null))
        .hasSize(50);
  }

  @Test
  void client_hasABeanOnceTheApplicationHasIt() throws Exception {
    clients.add(new Seam.Counts("okhttp", true, false, 0, 0, 0, 0));
    lookout.look();
    assertThat(names()).containsExactly("type=Agent");

    clients.set(0, new Seam.Counts("okhttp", true, true, 1, 2, 3, 0));
    lookout.look();
    clients.set(0, new Seam.Counts("okhttp", true, true, 9, 2, 3, 0));

    ObjectName client = new ObjectName("customerio.agent:type=Client,name=okhttp");
    assertThat(server.getAttribute(client, "Answered")).isEqualTo(9L);
    assertThat(server.getAttribute(client, "Passed")).isEqualTo(3L);
  }

  @Test
  void health_isNewsWhenItsStateChanges() {
    lookout.look();
    reasons.add(new Concern("breaker-open", "track-us", "it fails", Gravity.DEGRADED));
    lookout.look();
    reasons.add(new Concern("unreachable", "app-us", "", Gravity.DEGRADED));
    lookout.look();
    reasons.clear();
    lookout.look();

    assertThat(messages())
        .containsExactly(
            "health UP -> DEGRADED: breaker-open track-us: it fails", "health DEGRADED -> UP");
  }

  @Test
  void queueThatFillsUp_isNewsOnceUntilItHasEmptied() {
    for (int percent : new int[] {79, 80, 95, 75, 81, 69, 80}) {
      bytes = percent * LIMIT / 100;
      lookout.look();
    }

    assertThat(messages())
        .containsExactly(
            "the queue holds 80.0 MiB of the 100.0 MiB of queue.max-bytes",
            "the queue holds 80.0 MiB of the 100.0 MiB of queue.max-bytes");
    assertThat(heard)
        .extracting(Notification::getType)
        .containsOnly("customerio.agent.queue.high_watermark");
  }

  @Test
  void losses_areNewsOnceAMinute() {
    dropped = 5;
    lookout.look();
    dropped = 7;
    lookout.look();
    clock.jump(Duration.ofSeconds(59));
    lookout.look();
    clock.jump(Duration.ofSeconds(1));
    lookout.look();
    clock.jump(Duration.ofSeconds(600));
    lookout.look();

    assertThat(messages())
        .containsExactly(
            "5 accepted operations were given up to make room, 5 since start",
            "2 accepted operations were given up to make room, 7 since start");
  }

  @Test
  void whatWasCollected_isTold() {
    figures.breakerChanged(
        new Destination(Api.TRACK, Region.US, 1), BreakerState.CLOSED, BreakerState.OPEN);
    figures.dead(null, null, null, "rejected: said somebody@example.com");
    lookout.look();

    assertThat(messages())
        .containsExactly(
            "circuit breaker track-us: closed -> open",
            "1 operation will not be delivered and is a dead letter: rejected 1");
  }

  @Test
  void partThatFails_stopsNoOther() {
    queueIsBroken = true;
    reasons.add(new Concern("paused", "", "by an operator", Gravity.PAUSED));
    lookout.look();

    assertThat(faults).hasSize(1);
    assertThat(messages()).containsExactly("health UP -> PAUSED: paused: by an operator");
  }

  /** A listener in the application's own JVM that throws. */
  @Test
  void subscriberThatFails_stopsNoOther() throws Exception {
    server.addNotificationListener(
        new ObjectName("customerio.agent:type=Agent"),
        (one, any) -> {
          throw new IllegalStateException("of the application");
        },
        null,
        null);
    dropped = 1;
    reasons.add(new Concern("paused", "", "by an operator", Gravity.PAUSED));
    lookout.look();

    assertThat(messages()).hasSize(2);
  }

  private QueueState queue() {
    if (queueIsBroken) {
      throw new IllegalStateException("of a test");
    }
    return new QueueState(0, bytes, 0, 0, 0, 0, dropped, null, null, null);
  }

  private List<String> messages() {
    return heard.stream().map(Notification::getMessage).toList();
  }

  private Set<String> names() throws Exception {
    return server.queryNames(new ObjectName("customerio.agent:*"), null).stream()
        .map(ObjectName::getKeyPropertyListString)
        .collect(Collectors.toSet());
  }

  private static DestinationState destination(String label, long key, BreakerState breaker) {
    return new DestinationState(
        Api.TRACK, Region.US, key, label, 1, 0, Duration.ZERO, breaker, Waiting.NOTHING);
  }
}
