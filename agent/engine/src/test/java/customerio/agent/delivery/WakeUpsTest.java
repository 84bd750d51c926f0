package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Nothing waits for somebody who has gone: whatever went wrong, and whichever thread was quicker,
 * all goes out when nothing is wrong any more, though the application says nothing more. The few
 * operations and the slow requests make it likely that nobody is left to wake the last one.
 */
class WakeUpsTest {

  private enum Weather {
    OK,
    BUSY,
    BUSY_FOR_LONG,
    REFUSED_CONNECTION,
    BROKEN,
    THROTTLED,
    UNAUTHORIZED
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void everythingGoesOut_whenNothingIsWrongAnyMore(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 4) Integer> people,
      @ForAll("weather") List<Weather> weather,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int lanes,
      @ForAll BatchMode mode) {
    Rig rig = new Rig(Rig.batches(Rig.lanes(Rig.SETTINGS, lanes), mode, 4), seed);
    Random whims = new Random(seed);
    List<Weather> left = new ArrayList<>(weather);
    List<Integer> unsaid = new ArrayList<>(people);
    rig.time.overlap();
    rig.transport.script(
        request -> {
          Weather now = left.isEmpty() ? Weather.OK : left.remove(0);
          if (!left.isEmpty() && whims.nextInt(4) == 0) {
            // it takes its time, in which others go on
            rig.pass(Duration.ofSeconds(whims.nextInt(40)));
          }
          return switch (now) {
            case OK -> ScriptedTransport.OK;
            case BUSY -> ScriptedTransport.reply(503, "");
            case BUSY_FOR_LONG -> ScriptedTransport.reply(503, "", "Retry-After", "30");
            case THROTTLED -> ScriptedTransport.reply(429, "");
            case UNAUTHORIZED -> ScriptedTransport.reply(401, "");
            case REFUSED_CONNECTION -> throw ScriptedTransport.refusedConnection();
            case BROKEN -> throw ScriptedTransport.broken();
          };
        });
    rig.delivery.start();
    while (!unsaid.isEmpty()) {
      say(rig, unsaid.remove(0), whims);
      rig.pass(Duration.ofMillis(whims.nextInt(200)));
    }
    rig.pass(Duration.ofDays(2));

    assertThat(rig.queue.pending()).isEmpty();
    assertThat(rig.state().pending()).isZero();
    assertThat(rig.delivery.stopWaiting()).isCompleted();
  }

  private static void say(Rig rig, int person, Random whims) {
    switch (whims.nextInt(4)) {
      case 0 -> rig.metric(person);
      case 1 -> rig.merge(person, 1 + person % 4);
      default -> rig.identify(person);
    }
  }

  @Provide
  Arbitrary<List<Weather>> weather() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Weather.BUSY)),
            Tuple.of(2, Arbitraries.of(Weather.values())))
        .list()
        .ofMaxSize(25);
  }
}
