package shop.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import shop.customerio.Gateways;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports orders and customers to Customer.io at a steady rate, as a shop's background job does.
 */
@Component
@ConditionalOnProperty("shop.load.enabled")
class OrderFeed implements DisposableBean {
  private static final long PATIENCE_MILLIS = 10_000;

  private final OrderFeedProperties properties;
  private final Gateways gateways;
  private final CallHistory history;
  private final CallLog log;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong open = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  OrderFeed(OrderFeedProperties properties, Gateways gateways, JsonMapper json) throws IOException {
    this.properties = properties;
    this.gateways = gateways;
    this.history = CallHistory.read(properties.log(), json);
    this.log = new CallLog(properties.log(), json);
  }

  /**
   * @param running whether calls may still begin
   * @param open calls begun and not answered
   */
  record State(boolean running, long open) {}

  @EventListener(ApplicationReadyEvent.class)
  synchronized void start() {
    log.append(CallLine.start(history.run()));
    Schedule schedule = new Schedule(System.nanoTime(), properties.customers(), properties.rate());
    for (List<FeedCustomer> customers : shares()) {
      FeedWorker worker =
          new FeedWorker(customers, schedule, gateways, history.run(), log, stopped, open);
      Thread thread = new Thread(worker, "order-feed-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Lets no further call begin. Those underway go on: see {@link #state}. */
  void stop() {
    stopped.countDown();
  }

  synchronized State state() {
    return new State(threads.stream().anyMatch(Thread::isAlive), open.get());
  }

  /** Lets the calls underway come to their end: the longest takes as long as a read timeout. */
  @Override
  public void destroy() throws InterruptedException {
    stop();
    for (Thread thread : threads) {
      thread.join(PATIENCE_MILLIS);
    }
  }

  private List<List<FeedCustomer>> shares() {
    List<List<FeedCustomer>> shares = new ArrayList<>();
    for (int thread = 0; thread < properties.threads(); thread++) {
      List<FeedCustomer> share = new ArrayList<>();
      for (int index = thread; index < properties.customers(); index += properties.threads()) {
        share.add(new FeedCustomer(index, properties.clientsOf(index), history));
      }
      if (!share.isEmpty()) {
        shares.add(share);
      }
    }
    return shares;
  }
}
