package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.broken;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.delivery.DeliverySettings.Rate;
import customerio.agent.delivery.ScriptedTransport.Sent;
import customerio.agent.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Customer.io that answers badly for minutes or for a day, in virtual time. */
class UnwellServerTest {
  private static final int PEOPLE = 16;
  private static final Pattern EVENT_ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Duration STORM = Duration.ofMinutes(10);
  private static final String ITEM_TWO = "\"reason\":\"invalid\",\"field\":\"name\"}";

  /** Nobody can tell from these who was refused; each is asked about by itself, under its id. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{\"errors\":",
        "{\"errors\":[]}",
        "{\"errors\":[{\"batch_index\":9," + ITEM_TWO + "]}",
        "{\"errors\":[{\"batch_index\":-1," + ITEM_TWO + "]}",
        "{\"errors\":[{\"batch_index\":\"1\"," + ITEM_TWO + "]}",
        "{\"errors\":[{\"batch_index\":1,\"field\":\"id\"},{\"batch_index\":1,\"field\":\"id\"}]}",
        "{\"errors\":[{\"batch_index\":1," + ITEM_TWO + ",{\"batch_index\":4}]}",
      })
  void F17_multiStatusThatCannotBeBelieved_asksAgainUnderTheSameIds_andLosesNothing(String body) {
    Rig rig = waiting(4);
    rig.transport.script(
        request ->
            request.isBatch()
                ? reply(207, body)
                : request.operations().contains(2) ? reply(400, "{}") : OK);
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.lines())
        .containsExactly(
            "POST /api/v2/batch [1, 2, 3, 4]",
            "PUT /api/v1/customers/1 [1]",
            "PUT /api/v1/customers/2 [2]",
            "PUT /api/v1/customers/3 [3]",
            "PUT /api/v1/customers/4 [4]");
    assertThat(rig.queue.deliveredCount()).isEqualTo(3);
    assertThat(rig.queue.dead()).containsExactly(Map.entry(2L, "rejected: status-400"));
  }

  @Test
  void F17_multiStatusWithValidIndices_buriesThoseAndNoOthers() {
    Rig rig = waiting(4);
    rig.transport.script(
        reply(
            207,
            "{\"errors\":[{\"batch_index\":3,"
                + ITEM_TWO
                + ",{\"batch_index\":1,"
                + ITEM_TWO
                + "]}"));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1, 2, 3, 4));
    assertThat(rig.queue.dead()).containsOnlyKeys(2L, 4L);
    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
  }

  /**
   * @param header of each 429; {@code date} is a minute from its sending
   * @param mostRequests in the ten minutes, of 16 lanes
   * @param drained how long after it nothing waits any more, in seconds
   */
  @ParameterizedTest
  @CsvSource({
    // pauses of each lane double from 200 ms to a minute
    "none, 320, 70",
    "soon, 320, 70",
    // the destination pauses as a whole, then each lane tries once
    "30, 336, 31",
    "date, 176, 61",
    "1000000000, 16, 3601",
  })
  void F18_stormOf429_isMetWithFewRequests_andNothingIsDropped(
      String header, int mostRequests, long drained) {
    Rig rig = Rig.started();
    rig.transport.script(request -> throttled(rig, header));
    for (int person = 1; person <= PEOPLE; person++) {
      rig.identify(person);
    }
    rig.pass(STORM);

    assertThat(rig.transport.sent()).hasSizeLessThanOrEqualTo(mostRequests);
    assertThat(rig.queue.pending()).hasSize(PEOPLE);
    assertThat(rig.listener.lines("breaker")).isEmpty();
    rig.transport.script();
    rig.pass(Duration.ofSeconds(drained));
    assertThat(rig.queue.deliveredCount()).isEqualTo(PEOPLE);
    assertThat(rig.queue.dead()).isEmpty();
  }

  /** Five failures open the breaker; then one probe after 10 s, 20 s … 5 min. */
  @ParameterizedTest
  @CsvSource({"60, 24", "600, 27", "86400, 312"})
  void F19_outage_isProbedSeldom_andDrainsAtTheConfiguredRate(long seconds, int mostRequests) {
    int rate = 5;
    Rig rig = Rig.started(settings -> slow(rate).apply(settings));
    rig.transport.script(request -> reply(503, ""));
    int said = 0;
    for (int step = 0; step < 60; step++) {
      rig.identify(1 + said++ % 20);
      rig.pass(Duration.ofMillis(seconds * 1000 / 60));
    }
    assertThat(rig.transport.sent()).hasSizeLessThanOrEqualTo(mostRequests);
    assertThat(rig.queue.pending()).hasSize(said);

    int before = rig.transport.sent().size();
    rig.transport.script();
    rig.pass(Duration.ofMinutes(6));
    List<Sent> drain = rig.transport.sent().subList(before, rig.transport.sent().size());
    assertThat(rig.queue.deliveredCount()).isEqualTo(said);
    assertThat(mostInASecond(drain)).isLessThanOrEqualTo(rate);
    for (int person = 0; person < 20; person++) {
      int remainder = (person + 1) % 20;
      assertThat(drain.stream().flatMap(sent -> sent.operations().stream()).distinct())
          .filteredOn(n -> n % 20 == remainder)
          .isSorted();
    }
  }

  /** As the transport says it when not a byte of the call has left. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "track.customer.io has no address (DNS)",
        "no TLS connection with track.customer.io (SSLHandshakeException)",
        "the proxy answered 407 for track.customer.io",
      })
  void F26_F27_F29_wayThatIsBlocked_isTriedSeldom_showsAtOnce_andNothingIsLost(String why) {
    Rig rig = Rig.started();
    rig.transport.script(
        request -> {
          throw new TransportException(why, true, false, null);
        });
    for (int person = 1; person <= PEOPLE; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
    rig.pass(Duration.ofHours(12));
    assertThat(rig.queue.pending()).hasSize(PEOPLE);
    assertThat(rig.transport.sent()).hasSizeLessThan(200);

    rig.transport.script();
    rig.pass(Duration.ofMinutes(6));
    assertThat(rig.queue.deliveredCount()).isEqualTo(PEOPLE);
    assertThat(rig.queue.dead()).isEmpty();
  }

  /** Whatever may have arrived is said again with the same id, so that it is known again. */
  @Test
  void F23_answersThatAreLost_areAskedForAgainUnderTheSameIds_andCounted() {
    Rig rig = Rig.started(settings -> Rig.batches(settings, BatchMode.NEVER, 1));
    Map<Integer, Set<String>> ids = new HashMap<>();
    int[] requests = {0};
    rig.transport.script(
        request -> {
          ids.computeIfAbsent(request.operations().get(0), n -> new HashSet<>()).add(id(request));
          return lostEveryTenth(++requests[0]);
        });
    for (int n = 1; n <= 500; n++) {
      rig.event(1 + n % 50);
    }
    rig.pass(Duration.ofMinutes(10));

    assertThat(rig.queue.deliveredCount()).isEqualTo(500);
    assertThat(rig.transport.sent()).hasSizeGreaterThan(550);
    assertThat(ids).hasSize(500).allSatisfy((n, its) -> assertThat(its).hasSize(1));
    assertThat(ids.values().stream().flatMap(Set::stream).distinct()).hasSize(500);
    assertThat(rig.listener.lines("retried")).hasSize(rig.transport.sent().size() - 500);
  }

  private static String id(Sent event) {
    String body = new String(event.request().body(), StandardCharsets.UTF_8);
    Matcher id = EVENT_ID.matcher(body);
    assertThat(id.find()).as(body).isTrue();
    return id.group(1);
  }

  private static Reply lostEveryTenth(int request) throws TransportException {
    if (request % 10 == 0) {
      throw broken();
    }
    return OK;
  }

  private static Reply throttled(Rig rig, String header) {
    if (header.equals("none")) {
      return reply(429, "");
    }
    Instant later = rig.time.clock().instant().plusSeconds(60);
    String value =
        header.equals("date")
            ? DateTimeFormatter.RFC_1123_DATE_TIME.format(later.atOffset(ZoneOffset.UTC))
            : header;
    return reply(429, "", "Retry-After", value);
  }

  private static UnaryOperator<DeliverySettings> slow(int rate) {
    return settings ->
        Rig.rates(
            Rig.batches(settings, BatchMode.NEVER, 1),
            new Rate(rate, rate, rate, rate, Duration.ofSeconds(10)));
  }

  private static int mostInASecond(List<Sent> sent) {
    Map<Long, Integer> seconds = new HashMap<>();
    sent.forEach(one -> seconds.merge(one.at().toSeconds(), 1, Integer::sum));
    return seconds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private static Rig waiting(int people) {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    IntStream.rangeClosed(1, people).forEach(rig::identify);
    return rig;
  }
}
