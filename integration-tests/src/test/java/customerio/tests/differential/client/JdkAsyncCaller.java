package customerio.tests.differential.client;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** {@code java.net.http.HttpClient.sendAsync}. */
public final class JdkAsyncCaller extends JdkCaller {
  private final Underway underway = new Underway();
  private volatile String answeredOn;

  @Override
  public Seen send(Ask ask) throws Exception {
    underway.expect();
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(request(ask), BodyHandlers.ofString());
    underway.begun(call);
    CompletableFuture<HttpResponse<String>> noted =
        call.whenComplete((answer, failure) -> noteThread());
    Waiting.begins();
    try {
      return seen(noted.get());
    } catch (ExecutionException e) {
      // The JDK gives one form of a cancellation or the other, from run to run.
      throw e.getCause() instanceof CancellationException ? new CancellationException() : e;
    } catch (CancellationException e) {
      throw new CancellationException();
    }
  }

  private void noteThread() {
    Thread current = Thread.currentThread();
    answeredOn = isOfFutures(current) ? "the executor of futures" : current.getName();
  }

  /**
   * {@code sendAsync} completes on {@link CompletableFuture#defaultExecutor}: the common pool, but
   * up to JDK 24 a new thread each time where that pool has one thread, as on two cores.
   */
  private static boolean isOfFutures(Thread thread) {
    return new CompletableFuture<>().defaultExecutor() == ForkJoinPool.commonPool()
        ? thread.getName().startsWith("ForkJoinPool.commonPool")
        : thread.getName().matches("Thread-[0-9]+");
  }

  @Override
  public Way way() {
    return Way.ASYNC;
  }

  @Override
  public String answeredOn() {
    return answeredOn;
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.cancel();
  }
}
