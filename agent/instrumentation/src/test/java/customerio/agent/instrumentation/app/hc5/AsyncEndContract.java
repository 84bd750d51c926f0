package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** How an asynchronous call ends that is not simply accepted. */
public final class AsyncEndContract extends AsyncContract {

  @Test
  public void passed_originalRunsOnce() {
    script(ScriptedTaker.pass());
    assertOriginalRuns();
  }

  @Test
  public void watched_originalRunsOnceAndTellsItsStatus() {
    script(ScriptedTaker.watch());
    assertOriginalRuns();
    assertThat(taker.watched).containsExactly(200);
  }

  @Test
  public void watched_failureIsTold() {
    script(ScriptedTaker.watch());
    server.close();

    assertThat(failureOf(client().execute(put(), null))).isInstanceOf(ConnectException.class);
    assertThat(taker.watched).containsExactly(0);
  }

  @Test
  public void commitRefused_originalRunsOnce() {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));
    assertOriginalRuns();
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  public void takeFails_originalRunsOnce() {
    script(ScriptedTaker.fail(new IllegalStateException("broken")));
    assertOriginalRuns();
    assertThat(taker.suppressed)
        .containsExactly("apache5-async: java.lang.IllegalStateException: broken");
  }

  @Test
  public void relayThatSentNothing_originalRunsOnce() {
    script(
        ScriptedTaker.relay(CompletableFuture.failedFuture(new NothingSentException("no", null))));
    assertOriginalRuns();
  }

  @Test
  public void relayed_answerIsShown() {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    SimpleHttpRequest put = put();
    put.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.ofMilliseconds(1234)).build());

    assertThat(call(put).getBodyText()).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
    assertNothingSent();
  }

  @Test
  public void relayWaits_asLongAsTheReactorWould() {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    builder.setIOReactorConfig(
        IOReactorConfig.custom().setSoTimeout(Timeout.ofMilliseconds(1234)).build());

    assertThat(call(put()).getBodyText()).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(Duration.ofMillis(1234));
  }

  @Test
  public void relayWaits_asLongAsAConnectionWould() throws Exception {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    boolean isThere = setSocketTimeout(connections, Timeout.ofMilliseconds(1234));

    assertThat(call(put()).getBodyText()).isEqualTo("{}");
    assertThat(taker.relayTimeout).isEqualTo(isThere ? Duration.ofMillis(1234) : null);
  }

  @Test
  public void relayTimesOut_asTheReactorWould() {
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(new SocketTimeoutException("10 s"))));
    SimpleHttpRequest put = put();
    put.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.ofMilliseconds(300)).build());

    assertThat(failureOf(client().execute(put, null)))
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("300 MILLISECONDS");
    assertThat(taker.requests).hasSize(1);
    assertNothingSent();
  }

  @Test
  public void relayFails_nothingIsTriedAgain() {
    IOException reset = new IOException("connection reset");
    script(ScriptedTaker.relay(CompletableFuture.failedFuture(reset)));

    assertThat(failureOf(client().execute(put(), null)))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("connection reset")
        .hasCause(reset);
    assertThat(taker.requests).hasSize(1);
    assertNothingSent();
  }

  @Test
  public void relayRefused_keepsItsExceptionTypeAndIsNotTriedAgain() {
    script(
        ScriptedTaker.relay(
            CompletableFuture.failedFuture(new CustomerioUnavailableException("down"))));

    assertThat(failureOf(client().execute(put(), null)))
        .isExactlyInstanceOf(CustomerioUnavailableException.class)
        .hasMessage("down");
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void refusedForNow_isSubmittedAgainByTheClientsOwnStrategy() {
    script(
        engine ->
            ScriptedTaker.accept(
                    engine.requests.size() == 1 ? LoopbackStub.json(503, "{}") : QUEUED)
                .apply(engine));

    assertThat(call(put()).getBodyText()).isEqualTo("{}");
    assertThat(taker.requests).hasSize(2);
    assertNothingSent();
  }

  @Test
  public void cancel_endsAWaitingRelay() throws Exception {
    assertCancelled(ScriptedTaker.relay(new CompletableFuture<>()));
    assertThat(taker.relayed).isCancelled();
    assertNothingSent();
  }

  @Test
  public void cancelWhileTheEntityIsAwaited_nothingIsTaken() throws Exception {
    script(ScriptedTaker.accept(QUEUED));
    LateProducer entity = new LateProducer(BODY);
    Future<SimpleHttpResponse> call =
        client()
            .execute(
                new org.apache.hc.core5.http.nio.support.BasicRequestProducer(head(), entity),
                org.apache.hc.client5.http.async.methods.SimpleResponseConsumer.create(),
                null);
    call.cancel(true);
    entity.comeInParts(1);

    assertThat(call.isCancelled()).isTrue();
    assertThat(taker.commits).hasValue(0);
    assertThat(server.received).isEmpty();
  }

  @Test
  public void cancelWithoutHardCancellation_leavesTheRelayAlone() throws Exception {
    RequestConfig soft = RequestConfig.custom().setHardCancellationEnabled(false).build();
    builder.setDefaultRequestConfig(soft);
    assertCancelled(ScriptedTaker.relay(new CompletableFuture<>()));
    assertThat(taker.relayed).isNotDone();
  }

  @Test
  public void relayThatIsCancelledByItself_endsTheCallWithoutHardCancellationToo() {
    builder.setDefaultRequestConfig(
        RequestConfig.custom().setHardCancellationEnabled(false).build());
    CompletableFuture<Reply> cancelled = new CompletableFuture<>();
    cancelled.cancel(true);
    script(ScriptedTaker.relay(cancelled));

    assertThat(failureOf(client().execute(put(), null))).isInstanceOf(InterruptedIOException.class);
    assertNothingSent();
  }

  @Test
  public void interruptedThread_failsAsEver() {
    Thread.currentThread().interrupt();
    Future<SimpleHttpResponse> alone = client().execute(put(), null);
    Thread.interrupted();
    script(ScriptedTaker.accept(QUEUED));
    Thread.currentThread().interrupt();
    Future<SimpleHttpResponse> taken = client().execute(put(), null);
    Thread.interrupted();

    assertThat(failureOf(taken)).hasSameClassAs(failureOf(alone));
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void requestInterceptorThatFails_failsTheCallAndNothingIsTaken() {
    script(ScriptedTaker.accept(QUEUED));
    builder.addRequestInterceptorFirst(
        (request, entity, context) -> {
          throw new HttpException("no signature");
        });

    assertThat(failureOf(client().execute(put(), null)))
        .isExactlyInstanceOf(HttpException.class)
        .hasMessage("no signature");
    assertThat(taker.requests).isEmpty();
    assertNothingSent();
  }

  @Test
  public void consumerThatEndsInAnError_failsTheCall() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(
            failureOf(
                client().execute(SimpleRequestProducer.create(put()), new BrokenConsumer(), null)))
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(taker.commits).hasValue(1);
    assertNothingSent();
  }

  /** As one whose application was deployed in part. */
  private static final class BrokenConsumer extends AbstractBinResponseConsumer<String> {
    @Override
    protected void start(HttpResponse response, ContentType contentType) {
      throw new NoClassDefFoundError("some/Mapper");
    }

    @Override
    protected String buildResult() {
      return "built";
    }

    @Override
    protected int capacityIncrement() {
      return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer source, boolean isLast) {}

    @Override
    public void releaseResources() {}
  }

  private void assertCancelled(Function<ScriptedTaker, Takeover> script) throws Exception {
    script(script);
    CountDownLatch cancelled = new CountDownLatch(1);
    Future<SimpleHttpResponse> call =
        client()
            .execute(
                put(),
                new FutureCallback<>() {
                  @Override
                  public void completed(SimpleHttpResponse result) {}

                  @Override
                  public void failed(Exception e) {}

                  @Override
                  public void cancelled() {
                    cancelled.countDown();
                  }
                });
    taker.relaying.await();
    call.cancel(true);

    cancelled.await();
    assertThat(call.isCancelled()).isTrue();
  }

  private void assertOriginalRuns() {
    assertThat(call(put()).getBodyText()).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(received().target()).isEqualTo(PATH);
    assertThat(received().headers().first("Content-length")).isEqualTo("17");
    assertThat(taker.requests).hasSize(1);
  }
}
