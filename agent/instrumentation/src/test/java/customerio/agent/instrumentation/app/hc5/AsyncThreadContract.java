package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.junit.jupiter.api.Test;

/** On which threads an application's callbacks run. */
public final class AsyncThreadContract extends AsyncContract {
  private final List<Thread> reactor = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();

  public AsyncThreadContract() {
    builder.setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build());
    builder.setThreadFactory(
        task -> {
          Thread thread = new Thread(task, "application's");
          thread.setDaemon(true);
          thread.setUncaughtExceptionHandler((here, thrown) -> uncaught.complete(thrown));
          reactor.add(thread);
          return thread;
        });
  }

  @Test
  public void accepted_callbackRunsOnTheReactor() {
    script(ScriptedTaker.accept(QUEUED));
    assertThat(reactor).contains(answeredOn().join());
    assertNothingSent();
  }

  @Test
  public void relayed_callbackRunsOnTheReactor() {
    script(ScriptedTaker.relay(CompletableFuture.completedFuture(QUEUED)));
    assertThat(reactor).contains(answeredOn().join());
    assertNothingSent();
  }

  @Test
  public void producerThatIsLate_isAskedOnTheReactor() throws Exception {
    script(ScriptedTaker.accept(QUEUED));
    List<Thread> asked = new CopyOnWriteArrayList<>();
    LateProducer entity =
        new LateProducer(BODY) {
          @Override
          public synchronized void produce(DataStreamChannel to) throws IOException {
            asked.add(Thread.currentThread());
            super.produce(to);
          }
        };
    Future<SimpleHttpResponse> call =
        client()
            .execute(
                new BasicRequestProducer(head(), entity), SimpleResponseConsumer.create(), null);
    entity.comeInParts(3);

    assertThat(call.get().getBodyText()).isEqualTo("{}");
    assertThat(asked.get(0)).isSameAs(Thread.currentThread());
    assertThat(reactor).containsAll(asked.subList(1, asked.size()));
  }

  /** With one thread, an application may do without locks. */
  @Test
  public void callInACallback_isToldAfterIt() {
    script(ScriptedTaker.accept(QUEUED));
    List<String> told = new CopyOnWriteArrayList<>();
    CompletableFuture<String> inner = new CompletableFuture<>();
    client()
        .execute(
            put(),
            told(
                () -> {
                  client().execute(put(), told(() -> inner.complete("told")));
                  told.add(String.valueOf(inner.isDone()));
                }));

    assertThat(inner.join()).isEqualTo("told");
    assertThat(told).containsExactly("false");
  }

  @Test
  public void clientThatIsClosedBeforeTheCallback_tellsAllTheSame() throws Exception {
    script(ScriptedTaker.accept(QUEUED));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    client()
        .execute(
            put(),
            told(
                () -> {
                  busy.countDown();
                  awaitEvenIfInterrupted(closed);
                }));
    busy.await();
    CompletableFuture<Thread> second = answeredOn();
    client().close(CloseMode.IMMEDIATE);
    closed.countDown();

    assertThat(second.join()).isNotSameAs(Thread.currentThread());
    assertThat(taker.commits).hasValue(2);
  }

  @Test
  public void consumerThatThrowsWhateverItIsTold_leavesTheReactorAlive() {
    script(ScriptedTaker.accept(QUEUED));
    client().execute(SimpleRequestProducer.create(put()), new HostileConsumer(), null);

    assertThat(uncaught.join()).hasMessage("failed");
    assertThat(reactor).contains(answeredOn().join());
  }

  private CompletableFuture<Thread> answeredOn() {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    client().execute(put(), told(() -> thread.complete(Thread.currentThread())));
    return thread;
  }

  private static FutureCallback<SimpleHttpResponse> told(Runnable completed) {
    return new FutureCallback<>() {
      @Override
      public void completed(SimpleHttpResponse result) {
        completed.run();
      }

      @Override
      public void failed(Exception e) {
        throw new AssertionError(e);
      }

      @Override
      public void cancelled() {
        throw new AssertionError("cancelled");
      }
    };
  }

  private static void awaitEvenIfInterrupted(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class HostileConsumer implements AsyncResponseConsumer<String> {
    @Override
    public void consumeResponse(
        HttpResponse response,
        EntityDetails entity,
        HttpContext context,
        FutureCallback<String> callback) {
      throw new IllegalStateException("consumed");
    }

    @Override
    public void failed(Exception cause) {
      throw new IllegalStateException("failed");
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) {}

    @Override
    public void consume(ByteBuffer source) {}

    @Override
    public void streamEnd(List<? extends Header> trailers) {}

    @Override
    public void releaseResources() {}
  }
}
