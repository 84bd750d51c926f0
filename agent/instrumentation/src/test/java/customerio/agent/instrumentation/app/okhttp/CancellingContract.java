package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.junit.jupiter.api.Test;

/** What ends a call from outside, and what does not. */
public final class CancellingContract extends OkHttpContract {
  @Test
  public void cancel_endsAWaitingRelay() throws Exception {
    script(ScriptedTaker.relay(new CompletableFuture<>()));
    Call call = client.build().newCall(put());
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Thread caller = new Thread(() -> seen.complete(failureOf(call)));
    caller.start();
    taker.relaying.await();
    call.cancel();

    assertThat(seen.get()).isExactlyInstanceOf(IOException.class).hasMessage("Canceled");
    assertThat(taker.relayed).isCancelled();
    assertThat(taker.requests).hasSize(1);
  }

  /** On a busy machine a call may be over before its relay has begun: then it is given longer. */
  @Test
  public void callTimeout_endsAWaitingRelay() {
    script(ScriptedTaker.relay(new CompletableFuture<>()));

    for (int millis = 50; taker.relayed == null; millis *= 2) {
      client.callTimeout(millis, TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> call(put()))
          .isExactlyInstanceOf(InterruptedIOException.class)
          .hasMessage("timeout");
    }
    assertThat(taker.relayed).isCancelled();
  }

  @Test
  public void interrupt_doesNotEndAWaitingRelay() throws Exception {
    assertThat(interruptedWhileRelayed(QUEUED, () -> call(put())))
        .isEqualTo("{}, interrupted: true");
  }

  @Test
  public void cancelledBefore_isNotTaken() {
    script(ScriptedTaker.accept(QUEUED));
    Call call = client.build().newCall(put());
    call.cancel();

    assertThatThrownBy(call::execute).isInstanceOf(IOException.class).hasMessage("Canceled");
    assertThat(taker.requests).isEmpty();
    assertThat(server.received).isEmpty();
  }
}
