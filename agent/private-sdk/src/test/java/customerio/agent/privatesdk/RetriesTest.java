package customerio.agent.privatesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.transport.TransportException;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final TransportException UNREACHED =
      new TransportException("collector refuses connections", true, false, null);
  private static final TransportException UNANSWERED =
      new TransportException("collector did not answer in time", false, true, null);

  /** Five attempts; no pause, since the random share of it is none. */
  private static final RetryPolicy FIVE = RetryPolicy.getDefault();

  private final Deque<Object> outcomes = new ArrayDeque<>();
  private final List<Duration> left = new ArrayList<>();
  private long nanos;
  private final Retries retries = new Retries(() -> nanos, () -> 0);

  @Test
  void answersThatMeanLater_areTriedAgain() throws Exception {
    play(429, 502, 503, 504, 200);

    assertThat(run(FIVE).status()).isEqualTo(200);
    assertThat(left).hasSize(5);
  }

  @Test
  void lastAnswer_isHandedOutWhenAttemptsAreUsedUp() throws Exception {
    play(503, 503, 503, 503, 503, 200);

    assertThat(run(FIVE).status()).isEqualTo(503);
    assertThat(left).hasSize(5);
  }

  @Test
  void otherAnswers_areFinal() throws Exception {
    play(500, 200);

    assertThat(run(FIVE).status()).isEqualTo(500);
  }

  @Test
  void exportThatCannotHaveArrived_isTriedAgain_andOneThatMayHaveIsNot() throws Exception {
    play(UNREACHED, UNANSWERED, 200);

    assertThatThrownBy(() -> run(FIVE)).isSameAs(UNANSWERED);
    assertThat(left).hasSize(2);
  }

  @Test
  void withoutAPolicy_thereIsOneAttempt() {
    play(UNREACHED, 200);

    assertThatThrownBy(() -> run(null)).isSameAs(UNREACHED);
  }

  @Test
  void timeout_isForAllAttempts() throws Exception {
    play(503, 503, 200);

    Reply reply =
        retries.run(
            FIVE,
            TIMEOUT,
            remaining -> {
              nanos += Duration.ofSeconds(6).toNanos();
              return send(remaining);
            });

    assertThat(reply.status()).isEqualTo(503);
    assertThat(left).containsExactly(TIMEOUT, Duration.ofSeconds(4));
  }

  /** Without {@link Retries#end} these pauses would be hours. */
  @Test
  void atTheEnd_nobodyWaits_andEachExportIsTriedOnce() throws Exception {
    RetryPolicy patient =
        FIVE.toBuilder()
            .setInitialBackoff(Duration.ofHours(1))
            .setMaxBackoff(Duration.ofHours(1))
            .build();
    Retries waiting = new Retries(() -> nanos, () -> 1);
    play(503, 200, 503);

    Reply first =
        waiting.run(
            patient,
            Duration.ofHours(9),
            remaining -> {
              waiting.end();
              return send(remaining);
            });
    Reply second = waiting.run(patient, Duration.ofHours(9), this::send);

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(503);
  }

  private void play(Object... scripted) {
    outcomes.addAll(List.of(scripted));
  }

  private Reply run(RetryPolicy policy) throws TransportException {
    return retries.run(policy, TIMEOUT, this::send);
  }

  private Reply send(Duration remaining) throws TransportException {
    left.add(remaining);
    Object outcome = outcomes.remove();
    if (outcome instanceof TransportException failure) {
      throw failure;
    }
    return new Reply((int) outcome, Headers.NONE, new byte[0]);
  }
}
