package customerio.agent.instrumentation.testing;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What a client's contract has on both sides of the client: the server that its own calls go to,
 * and the engine that takes them over. Both do as they are told.
 */
public abstract class ScriptedCalls implements AutoCloseable {
  public static final String BODY = "{\"email\":\"a@b.c\"}";
  public static final String PATH = "/api/v1/customers/a%40b?x=1%202";

  protected final LoopbackStub server;

  /** Null up to {@link #script}. */
  protected ScriptedTaker taker;

  protected ScriptedCalls(Reply fromServer) {
    server = start(fromServer);
  }

  protected static LoopbackStub start(Reply fromServer) {
    try {
      return LoopbackStub.answering(fromServer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected final void script(Function<ScriptedTaker, Takeover> script) {
    taker = ScriptedTaker.on(server.port(), script);
  }

  /**
   * The first call that the engine was shown, which was a PUT of {@link #BODY} to {@link #PATH}.
   */
  protected final CapturedRequest capturedPut() {
    CapturedRequest captured = taker.requests.get(0);
    assertThat(captured.method()).isEqualTo("PUT");
    assertThat(captured.scheme()).isEqualTo("http");
    assertThat(captured.host()).isEqualTo("127.0.0.1");
    assertThat(captured.port()).isEqualTo(server.port());
    assertThat(captured.target()).isEqualTo(PATH);
    assertThat(captured.body()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
    assertThat(captured.headers().first("Authorization")).isEqualTo("Basic c2l0ZTpr");
    return captured;
  }

  /**
   * Interrupts a call whose answer is on its way.
   *
   * @param call to its end
   * @return what came of it, and whether its thread is interrupted still
   */
  protected final String interruptedWhileRelayed(Reply answer, Callable<String> call)
      throws InterruptedException {
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    script(ScriptedTaker.relay(exchange));
    AtomicReference<String> seen = new AtomicReference<>();
    Thread caller = new Thread(() -> seen.set(outcome(call)));
    caller.start();
    taker.relaying.await();
    caller.interrupt();
    exchange.complete(answer);
    caller.join();
    return seen.get();
  }

  private static String outcome(Callable<String> call) {
    String outcome;
    try {
      outcome = call.call();
    } catch (Exception e) {
      outcome = e.toString();
    }
    return outcome + ", interrupted: " + Thread.currentThread().isInterrupted();
  }

  protected final void assertServerGot(String... bodies) {
    assertThat(server.received).extracting(LoopbackStub.Received::body).containsExactly(bodies);
  }

  @Override
  public void close() {
    server.close();
    if (taker != null) {
      taker.close();
    }
  }
}
