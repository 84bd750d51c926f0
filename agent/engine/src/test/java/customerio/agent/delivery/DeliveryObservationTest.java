package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.delivery.Conclusion.Outcome;
import customerio.agent.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever accompanies deliveries sees each of them to its end, and holds none in an outage. */
class DeliveryObservationTest {
  private final List<String> told = new ArrayList<>();
  private int open;

  /** An assertion in a listener would count as a fault of it. */
  private int tooLate;

  @Test
  void requestAndItsRepeats_areOneDelivery() {
    Rig rig = started(Rig.SETTINGS);
    rig.transport.script(
        request -> rig.transport.sent().size() < 3 ? reply(503, "") : ScriptedTransport.OK);
    rig.identify(1);
    rig.pass(Duration.ofSeconds(5));

    assertThat(told)
        .containsExactly(
            "begins 1", "tries #1", "503", "tries #2", "503", "tries #3", "200", "ends TAKEN");
  }

  @Test
  void repeatThatHasToGetTimesFirst_belongsToTheSameDelivery() {
    Rig rig = started(Rig.SETTINGS);
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() > 1) {
            return ScriptedTransport.OK;
          }
          throw new TransportException("gone", false, false, null);
        });
    rig.pass(Duration.ofMillis(900));
    rig.event(1);
    rig.pass(Duration.ofSeconds(2));

    assertThat(text(rig, 1)).isNotEqualTo(text(rig, 0));
    assertThat(told).containsExactly("begins 1", "tries #1", "0", "tries #2", "200", "ends TAKEN");
  }

  @ParameterizedTest
  @CsvSource({"400,REJECTED", "429,THROTTLED", "401,UNAUTHORIZED"})
  void requestThatIsRefused_endsItsDelivery(int status, Outcome outcome) {
    Rig rig = started(Rig.SETTINGS);
    rig.transport.script(reply(status, "{}"));
    rig.identify(1);
    rig.settle();

    assertThat(told.subList(0, 4))
        .containsExactly("begins 1", "tries #1", "" + status, "ends " + outcome);
    assertThat(open).isZero();
  }

  @Test
  void outage_endsDeliveriesThatWaitForItsEnd() {
    Rig rig = started(Rig.SETTINGS);
    rig.transport.script(request -> reply(503, ""));
    for (int person = 1; person <= 100; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.state().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(open).isZero();
    assertThat(told).doesNotContain("ends TAKEN").contains("ends UNAVAILABLE");
  }

  @Test
  void defectOfOurs_endsTheDelivery() {
    Rig rig = started(Rig.SETTINGS);
    rig.transport.script(
        request -> {
          throw new StackOverflowError("a defect");
        });
    rig.identify(1);
    rig.settle();

    assertThat(told).containsExactly("begins 1", "tries #1", "0", "ends NO_ANSWER");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHappens_everyDeliveryEndsOnce(long seed) {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 4), seed, new Accompanying());
    rig.delivery.start();
    Random random = new Random(seed);
    rig.transport.script(request -> any(random));
    for (int step = 0; step < 300; step++) {
      rig.identify(random.nextInt(20));
      rig.event(random.nextInt(20));
      rig.pass(Duration.ofMillis(random.nextInt(2_000)));
      assertThat(open).isLessThanOrEqualTo(4);
      if (random.nextInt(50) == 0) {
        rig.book.learn(Rig.KEY, "Basic other" + step);
      }
    }
    rig.transport.script(request -> ScriptedTransport.OK);
    rig.book.learn(Rig.KEY, "Basic key");
    rig.pass(Duration.ofHours(3));

    assertThat(open).isZero();
    assertThat(tooLate).isZero();
    assertThat(told.stream().filter(line -> line.startsWith("begins")).count())
        .isEqualTo(told.stream().filter(line -> line.startsWith("ends")).count())
        .isGreaterThan(50);
  }

  @Test
  void whatAnEarlierProcessLeft_isReplayed() {
    List<Boolean> replayed = new ArrayList<>();
    Rig rig =
        new Rig(
            Rig.SETTINGS,
            1,
            new DeliveryListener() {
              @Override
              public DeliveryObservation delivering(DeliveryRequest request) {
                replayed.add(request.replayed());
                return DeliveryObservation.NONE;
              }
            });
    rig.identify(1);
    rig.restart();
    rig.settle();
    rig.identify(2);
    rig.settle();

    assertThat(replayed).containsExactly(true, false);
  }

  private static String text(Rig rig, int request) {
    return new String(rig.transport.sent().get(request).request().body(), StandardCharsets.UTF_8);
  }

  private static Reply any(Random random) throws TransportException {
    int[] statuses = {200, 200, 200, 503, 429, 400, 401};
    int which = random.nextInt(statuses.length + 1);
    if (which == statuses.length) {
      throw new TransportException("gone", random.nextBoolean(), random.nextBoolean(), null);
    }
    return statuses[which] == 200 ? ScriptedTransport.OK : reply(statuses[which], "{}");
  }

  private Rig started(DeliverySettings settings) {
    Rig rig = new Rig(settings, 1, new Accompanying());
    rig.delivery.start();
    return rig;
  }

  private final class Accompanying implements DeliveryListener {

    @Override
    public DeliveryObservation delivering(DeliveryRequest first) {
      told.add("begins " + first.operations().size());
      open++;
      return new DeliveryObservation() {
        private boolean ended;

        @Override
        public SendObservation sending(DeliveryRequest request) {
          tooLate += ended ? 1 : 0;
          told.add("tries #" + request.attempt());
          return outcome -> told.add("" + outcome.status());
        }

        @Override
        public void ended(Outcome outcome) {
          tooLate += ended ? 1 : 0;
          ended = true;
          open--;
          told.add("ends " + outcome);
        }
      };
    }
  }
}
