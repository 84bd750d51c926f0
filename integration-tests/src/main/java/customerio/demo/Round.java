package customerio.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One round of the demo.
 *
 * <pre>
 *  0 s        6 s            16 s              26 s       32 s
 *  │ healthy  │ 503          │ no answer       │ healthy  │ feed stops, all drains
 *                            ╰ kill -9, restart
 * </pre>
 */
final class Round {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration HEALTHY = Duration.ofSeconds(6);

  private static final Duration UNAVAILABLE = Duration.ofSeconds(10);
  private static final Duration NO_ANSWER = Duration.ofSeconds(10);
  private static final Duration HEALTHY_AGAIN = Duration.ofSeconds(6);

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
    customerio.answerUnavailable();
    progress.during(UNAVAILABLE, "outage: Customer.io answers 503");
    shop.kill();
    customerio.answerNothing();
    shop.start();
    progress.during(NO_ANSWER, "kill -9, restart; outage: no answer at all");
    awaitShop();
    customerio.recover();
    progress.during(HEALTHY_AGAIN, "Customer.io is well again");
    shop.stopFeed();
    progress.until(LAST_ANSWERS, "the order feed stops, last calls return", shop::isIdle);
    if (deliversLater) {
      progress.until(DRAIN, "the queue drains", () -> ledger().lost() == 0);
    }
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
