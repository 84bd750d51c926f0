package customerio.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What becomes of the other parts of a batch when one of them ends. */
class SplitCallTest {
  private static final Reply ACCEPTED = new Reply(200, Headers.NONE, new byte[0]);

  private final Part first = new Part();
  private final Part second = new Part();
  private final CompletableFuture<Reply> reply =
      new SplitCall(List.of(first, second)).exchangeAsync(null);

  @Test
  void givenUp_sendsNoFurtherPart() {
    reply.cancel(true);

    assertThat(first.reply).isCancelled();
    assertThat(second.begun).isFalse();
  }

  @Test
  void givenUpLater_givesUpWhatIsUnderWay() {
    first.reply.complete(ACCEPTED);

    reply.cancel(true);

    assertThat(second.begun).isTrue();
    assertThat(second.reply).isCancelled();
  }

  @Test
  void failure_isTheApplicationsAndSendsNoFurtherPart() {
    IOException failure = new SocketTimeoutException("late");
    first.reply.completeExceptionally(failure);

    assertThatThrownBy(reply::get).isInstanceOf(ExecutionException.class).hasCause(failure);
    assertThat(second.begun).isFalse();
  }

  private static final class Part implements Takeover.Relayed {
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private boolean begun;

    @Override
    public Reply exchange(Duration timeout) {
      throw new AssertionError("blocking exchanges cannot be cancelled");
    }

    @Override
    public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
      begun = true;
      return reply;
    }
  }
}
