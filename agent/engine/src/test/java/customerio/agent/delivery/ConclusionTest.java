package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Conclusion.Outcome;
import customerio.agent.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request is told to be over exactly once: when it will not be repeated as it is. */
class ConclusionTest {
  private static final Destination TRACK = new Destination(Api.TRACK, Region.US, Rig.KEY);

  private final List<Conclusion> conclusions = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private Rig rig = started(Rig.SETTINGS);

  @Test
  void requestThatIsTakenAtTheThirdAttempt_isOverThen_andTookAllOfTheTime() {
    rig.transport.script(
        request -> rig.transport.sent().size() < 3 ? reply(503, "") : ScriptedTransport.OK);
    rig.identify(1);
    rig.settle();
    assertThat(conclusions).isEmpty();

    rig.pass(Duration.ofSeconds(5));

    // 200 ms and 400 ms between them
    assertThat(conclusions)
        .containsExactly(new Conclusion(TRACK, 1, 3, Duration.ofMillis(600), Outcome.TAKEN));
  }

  @ParameterizedTest
  @CsvSource({"400,REJECTED", "413,REJECTED", "404,REJECTED", "429,THROTTLED", "401,UNAUTHORIZED"})
  void requestThatIsRefused_isOverAtOnce(int status, Outcome outcome) {
    rig.transport.script(reply(status, "{}"));
    rig.identify(1);
    rig.settle();

    assertThat(conclusions).containsExactly(new Conclusion(TRACK, 1, 1, Duration.ZERO, outcome));
  }

  @Test
  void batchThatIsRefused_isOver_andSoIsEachOfItsParts() {
    rig = started(Rig.lanes(Rig.SETTINGS, 1));
    rig.transport.script(
        request -> {
          if (rig.transport.sent().size() == 1) {
            rig.identify(2);
            rig.identify(3);
          }
          return request.isBatch() ? reply(400, "") : ScriptedTransport.OK;
        });
    rig.identify(1);
    rig.settle();

    assertThat(conclusions)
        .extracting(conclusion -> conclusion.operations() + " " + conclusion.outcome())
        .containsExactly("1 TAKEN", "2 REJECTED", "1 TAKEN", "1 TAKEN");
  }

  @ParameterizedTest
  @CsvSource({"true,TIMED_OUT", "false,NO_ANSWER"})
  void outage_endsRequestsWithoutAnswer(boolean timedOut, Outcome outcome) {
    rig.transport.script(
        request -> {
          throw new TransportException("gone", false, timedOut, null);
        });
    rig.identify(1);
    rig.pass(Duration.ofHours(1));

    assertThat(conclusions)
        .hasSizeGreaterThan(2)
        .extracting(Conclusion::outcome)
        .containsOnly(outcome);
    assertThat(conclusions.stream().mapToInt(Conclusion::attempts).sum())
        .isEqualTo(rig.transport.sent().size());
  }

  @Test
  void serverThatIsUnwell_isUnavailable() {
    rig.transport.script(request -> reply(503, ""));
    rig.identify(1);
    rig.pass(Duration.ofHours(1));

    assertThat(conclusions)
        .isNotEmpty()
        .extracting(Conclusion::outcome)
        .containsOnly(Outcome.UNAVAILABLE);
  }

  @Test
  void waitForTheRateLimit_isToldForEachRequest() {
    rig =
        started(
            Rig.rates(
                Rig.batches(Rig.SETTINGS, DeliverySettings.BatchMode.NEVER, 1),
                new DeliverySettings.Rate(2, 2, 2, 2, Duration.ofSeconds(10))));
    for (int person = 1; person <= 5; person++) {
      rig.identify(person);
    }
    rig.pass(Duration.ofSeconds(5));

    assertThat(waits)
        .containsExactly(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));
  }

  private Rig started(DeliverySettings settings) {
    Rig made = new Rig(settings, 1, new Listener());
    made.delivery.start();
    return made;
  }

  private final class Listener implements DeliveryListener {

    @Override
    public void concluded(Conclusion conclusion) {
      conclusions.add(conclusion);
    }

    @Override
    public void limited(Destination destination, Duration wait) {
      waits.add(wait);
    }
  }
}
