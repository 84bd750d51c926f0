package customerio.agent.management.page;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.management.page.ConnectivityProbe.Echo;
import customerio.agent.management.page.ConnectivityProbe.Heard;
import customerio.agent.management.page.ConnectivityProbe.Place;
import customerio.agent.management.page.ConnectivityProbe.Result;
import customerio.agent.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectivityProbeTest {
  private static final Place TRACK = new Place(Api.TRACK, Region.US);
  private static final Place PIPELINES = new Place(Api.PIPELINES, Region.EU);
  private static final Echo ECHO = new Echo(401, "", Duration.ofMillis(12));

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final List<String> calls = new ArrayList<>();
  private final ConnectivityProbe probe =
      new ConnectivityProbe(
          () -> Stream.of(TRACK, PIPELINES, TRACK),
          (place, timeout) -> {
            calls.add(HealthReport.name(place) + ' ' + timeout);
            return ECHO;
          },
          clock);

  @Test
  void eachPlace_isAskedOnceAndTheTimeShared() {
    assertThat(probe.ask())
        .isEqualTo(
            new Result(
                clock.instant(), List.of(new Heard(TRACK, ECHO), new Heard(PIPELINES, ECHO))));
    assertThat(calls).containsExactly("track-us PT5S", "pipelines-eu PT5S");
  }

  @Test
  void withinTenSeconds_theAnswerIsTheOneBefore() {
    Result first = probe.ask();
    clock.jump(Duration.ofMillis(9_999));

    assertThat(probe.ask()).isSameAs(first);
    assertThat(probe.age(first)).isEqualTo(Duration.ofMillis(9_999));
    assertThat(calls).hasSize(2);

    clock.jump(Duration.ofMillis(1));
    assertThat(probe.ask().at()).isEqualTo(clock.instant());
    assertThat(calls).hasSize(4);
  }

  @Test
  void text_isALineForEachPlace() {
    ConnectivityProbe half =
        new ConnectivityProbe(
            () -> Stream.of(TRACK, PIPELINES),
            (place, timeout) ->
                place.equals(TRACK) ? ECHO : new Echo(0, "it refused", Duration.ofMillis(3)),
            clock);

    half.ask();
    clock.jump(Duration.ofMillis(4_200));

    assertThat(half.text())
        .isEqualTo(
            "track-us answers (401 in 12 ms)\npipelines-eu does not answer: it refused\nas of 4 s ago");
  }

  @Test
  void clockThatWasPutBack_makesNothingFreshForEver() {
    Result first = probe.ask();
    clock.jump(Duration.ofMillis(-3_600_000));

    assertThat(probe.age(first)).isEqualTo(Duration.ZERO);
    probe.ask();
    assertThat(calls).hasSize(4);
  }

  @Test
  void whileSomebodyAsks_anotherDoesNotWait() throws Exception {
    AtomicReference<Result> other = new AtomicReference<>(new Result(clock.instant(), List.of()));
    AtomicReference<ConnectivityProbe> asked = new AtomicReference<>();
    asked.set(
        new ConnectivityProbe(
            () -> Stream.of(TRACK),
            (place, timeout) -> {
              calls.add("one");
              join(new Thread(() -> other.set(asked.get().ask())));
              return ECHO;
            },
            clock));

    assertThat(asked.get().ask().heard()).hasSize(1);

    assertThat(other).hasValue(null);
    assertThat(calls).hasSize(1);
  }

  private static void join(Thread thread) {
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
