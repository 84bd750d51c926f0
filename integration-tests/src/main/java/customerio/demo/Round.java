package customerio.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One round of the demo.
 *
 * <pre>
 *  0 s        6 s               18 s                26 s        34 s
 *  │ healthy  │ no answer at all │ 503               │ healthy   │ feed stops, all drains
 *                                ╰ kill -9, restart
 * </pre>
 */
final class Round {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration HEALTHY = Duration.ofSeconds(6);

  /** Longer than the shop's read timeout of 10 s, so that its timeouts show. */
  private static final Duration NO_ANSWER = Duration.ofSeconds(12);

  private static final Duration UNAVAILABLE = Duration.ofSeconds(8);
  private static final Duration HEALTHY_AGAIN = Duration.ofSeconds(8);

  /** For calls of the shop that are underway when its feed stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(15);

  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final Shop shop;
  private final Simulator customerio;
  private final Progress progress;

  Round(Shop shop, Simulator customerio, Progress progress) {
    this.shop = shop;
    this.customerio = customerio;
    this.progress = progress;
  }

  /**
   * @param deliversLater whether something goes on delivering for the shop after its calls have
   *     returned, which is then waited for
   */
  RoundResult play(boolean deliversLater) throws IOException, InterruptedException {
    long requestsBefore = customerio.requests();
    shop.start();
    awaitShop();
    progress.during(HEALTHY, "Customer.io is well");
    customerio.answerNothing();
    progress.during(NO_ANSWER, "outage: Customer.io answers nothing");
    shop.kill();
    customerio.answerUnavailable();
    shop.start();
    progress.during(UNAVAILABLE, "outage: 503; the shop restarts after kill -9");
    awaitShop();
    customerio.recover();
    progress.during(HEALTHY_AGAIN, "Customer.io is well again");
    shop.stopFeed();
    progress.until(LAST_ANSWERS, "the order feed has stopped, last calls", shop::isIdle);
    if (deliversLater) {
      progress.until(DRAIN, "the queue drains", () -> ledger().lost() == 0);
    }
    settle();
    shop.stop();
    settle();
    return new RoundResult(
        ledger(), HoldTimes.of(shop.log().calls()), customerio.requests() - requestsBefore);
  }

  private void awaitShop() throws IOException, InterruptedException {
    if (!progress.until(START, "the shop starts", shop::isUp)) {
      throw new IOException("the shop did not start in " + START.toSeconds() + " s");
    }
  }

  /** Waits until nothing has arrived for a while. */
  private void settle() throws IOException, InterruptedException {
    int before;
    do {
      before = customerio.arrivals().size();
      progress.during(QUIET, "until nothing more arrives");
    } while (customerio.arrivals().size() > before);
  }

  private Ledger ledger() throws IOException, InterruptedException {
    ShopLog log = shop.log();
    List<Applied> applied = ArrivalLog.applied(customerio.arrivals(), log.run());
    return Ledger.of(log.calls(), applied);
  }
}
