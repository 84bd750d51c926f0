package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;

/** What a cancel reaches when the original runs. */
public final class AsyncCancelContract extends AsyncContract {

  @Test
  public void newConnection_isReleased() throws Exception {
    assertThat(leasedAfterCancel(true, false)).isZero();
  }

  @Test
  public void pooledConnection_isWhatItIsWithoutUs() throws Exception {
    assertThat(leasedAfterCancel(true, true)).isEqualTo(leasedAfterCancel(false, true));
  }

  private static int leasedAfterCancel(boolean claimed, boolean pooled) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    try (PoolingAsyncClientConnectionManager pool = new Releasing(released);
        CloseableHttpAsyncClient client =
            HttpAsyncClientBuilder.create().setConnectionManager(pool).build();
        LoopbackStub slow = answeringPutAlone(asked);
        ScriptedTaker watching =
            ScriptedTaker.on(claimed ? slow.port() : 1, ScriptedTaker.watch())) {
      client.start();
      if (pooled) {
        answerTo(client.execute(SimpleRequestBuilder.put(slow.url(PATH)).build(), null));
        released.await();
      }
      Future<SimpleHttpResponse> call =
          client.execute(SimpleRequestBuilder.get(slow.url(PATH)).build(), null);
      asked.await();
      call.cancel(true);

      assertThat(watching.requests.isEmpty()).isEqualTo(!claimed);
      return pool.getTotalStats().getLeased();
    }
  }

  /** The answer is there before the connection is back. */
  private static final class Releasing extends PoolingAsyncClientConnectionManager {
    private final CountDownLatch released;

    Releasing(CountDownLatch released) {
      this.released = released;
    }

    @Override
    public void release(AsyncConnectionEndpoint endpoint, Object state, TimeValue keepAlive) {
      super.release(endpoint, state, keepAlive);
      released.countDown();
    }
  }

  private static LoopbackStub answeringPutAlone(CountDownLatch asked) throws IOException {
    return new LoopbackStub(
        request -> {
          if (request.method().equals("PUT")) {
            return QUEUED;
          }
          asked.countDown();
          return null;
        });
  }

  /** HttpClient cancels what its future is told of when it is complete already. */
  @Test
  public void answerThatIsThereBeforeTheCallerHasGoneOn_keepsItsBody() {
    script(ScriptedTaker.watch());
    SlowCaller caller = new SlowCaller();
    builder.addExecInterceptorBefore(
        ChainElement.MAIN_TRANSPORT.name(),
        "slow",
        (request, entity, scope, chain, callback) ->
            chain.proceed(request, entity, caller.in(scope), callback));
    client().execute(SimpleRequestProducer.create(put()), caller, null);

    assertThat(caller.body.join()).isEqualTo(FROM_SERVER);
    assertThat(taker.watched).containsExactly(200);
  }

  /** Goes on when it has the head of its answer, whose body comes when it has gone on. */
  private static final class SlowCaller implements AsyncResponseConsumer<String> {
    private final CountDownLatch head = new CountDownLatch(1);
    private final CountDownLatch goneOn = new CountDownLatch(1);
    private final StringBuilder read = new StringBuilder();
    private final CompletableFuture<String> body = new CompletableFuture<>();

    AsyncExecChain.Scope in(AsyncExecChain.Scope scope) {
      return new AsyncExecChain.Scope(
          scope.exchangeId,
          scope.route,
          scope.originalRequest,
          new CancellableDependency() {
            @Override
            public void setDependency(Cancellable dependency) {
              await(head);
              scope.cancellableDependency.setDependency(dependency);
              goneOn.countDown();
            }

            @Override
            public boolean isCancelled() {
              return scope.cancellableDependency.isCancelled();
            }

            @Override
            public boolean cancel() {
              return scope.cancellableDependency.cancel();
            }
          },
          scope.clientContext,
          scope.execRuntime,
          scope.scheduler,
          scope.execCount);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void consumeResponse(
        HttpResponse response,
        EntityDetails entity,
        HttpContext context,
        FutureCallback<String> callback) {
      callback.completed("head");
      head.countDown();
      await(goneOn);
    }

    @Override
    public void consume(ByteBuffer source) {
      read.append(StandardCharsets.UTF_8.decode(source));
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
      body.complete(read.toString());
    }

    @Override
    public void failed(Exception cause) {
      body.completeExceptionally(cause);
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
      channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void releaseResources() {}
  }
}
