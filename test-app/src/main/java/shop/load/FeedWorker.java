package shop.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import shop.customerio.Gateway;
import shop.customerio.Gateways;

/**
 * Makes, when they are due, all calls about its own customers: so one customer's calls have an
 * order.
 */
final class FeedWorker implements Runnable {
  private final List<FeedCustomer> customers;
  private final Schedule schedule;
  private final Gateways gateways;
  private final String run;
  private final CallLog log;
  private final CountDownLatch stopped;
  private final AtomicLong open;

  /**
   * @param stopped at zero, no further call begins
   * @param open counts the calls begun and not done, of all workers
   */
  FeedWorker(
      List<FeedCustomer> customers,
      Schedule schedule,
      Gateways gateways,
      String run,
      CallLog log,
      CountDownLatch stopped,
      AtomicLong open) {
    this.customers = customers;
    this.schedule = schedule;
    this.gateways = gateways;
    this.run = run;
    this.log = log;
    this.stopped = stopped;
    this.open = open;
  }

  @Override
  public void run() {
    try {
      for (long round = 0; ; round++) {
        for (FeedCustomer customer : customers) {
          long due = schedule.dueNanos(round, customer.index());
          if (stopped.await(due - System.nanoTime(), NANOSECONDS)) {
            return;
          }
          make(customer.nextCall(), due);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void make(Call call, long due) {
    open.incrementAndGet();
    long start = System.nanoTime();
    log.append(
        CallLine.begun(call, start - schedule.startNanos(), NANOSECONDS.toMicros(start - due)));
    try {
      Gateway gateway = gateways.named(call.client());
      CompletionStage<Void> answer = send(call, gateway);
      if (!gateway.keepsOrder()) {
        // the failure, if any, is the answer's: recorded below
        answer.handle((ok, failure) -> ok).toCompletableFuture().join();
      }
      long micros = NANOSECONDS.toMicros(System.nanoTime() - start);
      answer.whenComplete((ok, failure) -> done(call, micros, failure));
    } catch (RuntimeException failure) {
      done(call, NANOSECONDS.toMicros(System.nanoTime() - start), failure);
    }
  }

  private CompletionStage<Void> send(Call call, Gateway gateway) {
    Map<String, Object> content = Map.of("seq", call.seq(), "run", run);
    return call.kind().equals(Call.EVENT)
        ? gateway.track(call.customer(), "order", content)
        : gateway.identify(call.customer(), content);
  }

  private void done(Call call, long micros, Throwable failure) {
    log.append(CallLine.done(call, micros, outcome(failure)));
    open.decrementAndGet();
  }

  private static String outcome(Throwable failure) {
    if (failure == null) {
      return "ok";
    }
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof UncheckedIOException;
    return (wrapper ? failure.getCause() : failure).getClass().getName();
  }
}
