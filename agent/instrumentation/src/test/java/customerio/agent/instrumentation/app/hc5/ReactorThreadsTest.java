package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.BasicFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;

class ReactorThreadsTest {
  private final List<String> ran = new ArrayList<>();
  private final List<Runnable> left = new ArrayList<>();

  @Test
  void task_runsOnAThreadOfTheReactor_whichOutlivesWhatItThrows() throws Exception {
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Thread> second = new CompletableFuture<>();
    List<Thread> made = new ArrayList<>();
    try (DefaultConnectingIOReactor reactor = reactor(made)) {
      reactor.start();
      ReactorThreads threads = new ReactorThreads(reactor, left::add);
      threads.execute(() -> first.complete(Thread.currentThread()));
      threads.execute(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> thrown.complete(e));
            throw new IllegalStateException("callback");
          });
      threads.execute(() -> second.complete(Thread.currentThread()));

      assertThat(made).containsExactly(first.get());
      assertThat(thrown.get()).hasMessage("callback");
      assertThat(second.get()).isSameAs(first.get());
    }
    assertThat(left).isEmpty();
  }

  @Test
  void reactorThatIsShutDown_leavesTheTaskToOthers() throws Exception {
    DefaultConnectingIOReactor reactor = reactor(new ArrayList<>());
    reactor.start();
    reactor.close();
    new ReactorThreads(reactor, left::add).execute(() -> ran.add("task"));

    left.forEach(Runnable::run);
    assertThat(ran).containsExactly("task");
  }

  /** As one that ends between its last look at what is asked for and its end. */
  @Test
  void requestThatIsCancelled_leavesTheTaskToOthersOnce() {
    Asked asked = new Asked();
    new ReactorThreads(asked, left::add).execute(() -> ran.add("task"));
    asked.request.cancel();
    asked.told.failed(new IllegalStateException("late"));
    asked.told.cancelled();

    assertThat(left).hasSize(1);
    left.forEach(Runnable::run);
    assertThat(ran).containsExactly("task");
  }

  @Test
  void requestThatFailsBeforeItIsRefused_runsOnce() {
    ConnectionInitiator late =
        (endpoint, remote, local, timeout, attachment, callback) -> {
          callback.failed(new IllegalStateException("no socket"));
          throw new IOReactorShutdownException("I/O reactor has been shut down");
        };
    new ReactorThreads(late, left::add).execute(() -> ran.add("task"));

    assertThat(ran).containsExactly("task");
    assertThat(left).isEmpty();
  }

  /** Its call is in the queue by then: what came out of here would have it sent a second time. */
  @Test
  void fullStack_leavesTheTaskToOthers() {
    ConnectionInitiator deep =
        (endpoint, remote, local, timeout, attachment, callback) -> {
          throw new StackOverflowError();
        };
    new ReactorThreads(deep, left::add).execute(() -> ran.add("task"));

    assertThat(left).hasSize(1);
  }

  private static DefaultConnectingIOReactor reactor(List<Thread> made) {
    return new DefaultConnectingIOReactor(
        (session, attachment) -> null,
        IOReactorConfig.custom().setIoThreadCount(1).build(),
        task -> {
          Thread thread = new Thread(task, "reactor");
          thread.setDaemon(true);
          made.add(thread);
          return thread;
        },
        null,
        null,
        null,
        null);
  }

  private static final class Asked implements ConnectionInitiator {
    private FutureCallback<IOSession> told;
    private BasicFuture<IOSession> request;

    @Override
    public Future<IOSession> connect(
        NamedEndpoint endpoint,
        java.net.SocketAddress remote,
        java.net.SocketAddress local,
        org.apache.hc.core5.util.Timeout timeout,
        Object attachment,
        FutureCallback<IOSession> callback) {
      told = callback;
      request = new BasicFuture<>(callback);
      return request;
    }
  }
}
