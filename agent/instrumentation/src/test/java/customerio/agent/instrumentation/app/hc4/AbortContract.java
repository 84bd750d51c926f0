package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.impl.execchain.RequestAbortedException;
import org.junit.jupiter.api.Test;

/** What ends a call from outside, and what does not. */
public final class AbortContract extends Apache4Contract {
  @Test
  public void abort_endsAWaitingRelay() throws Exception {
    script(ScriptedTaker.relay(new CompletableFuture<>()));
    HttpPut put = put();
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    new Thread(() -> seen.complete(failureOf(put))).start();
    taker.relaying.await();
    put.abort();

    assertThat(seen.get()).isExactlyInstanceOf(SocketException.class).hasMessage("Socket closed");
    assertThat(taker.relayed).isCancelled();
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void interrupt_doesNotEndAWaitingRelay() throws Exception {
    assertThat(interruptedWhileRelayed(QUEUED, () -> call(put())))
        .isEqualTo("{}, interrupted: true");
  }

  @Test
  public void abortedBefore_isNotTaken() {
    script(ScriptedTaker.accept(QUEUED));
    HttpPut put = put();
    put.abort();

    assertThat(failureOf(put)).isExactlyInstanceOf(RequestAbortedException.class);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void abortedWhileItIsDecided_isNotCommitted() {
    HttpPut put = put();
    script(
        ScriptedTaker.accept(
            () -> {
              put.abort();
              return QUEUED;
            },
            () -> true));

    assertThat(failureOf(put)).isExactlyInstanceOf(RequestAbortedException.class);
    assertThat(taker.commits).hasValue(0);
    assertThat(server.received).isEmpty();
  }
}
