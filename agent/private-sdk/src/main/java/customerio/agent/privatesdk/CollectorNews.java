package customerio.agent.privatesdk;

import java.util.function.Consumer;

/**
 * Whether exports to one address arrive, for the log: what is lost while they do not, and when they
 * do again.
 */
final class CollectorNews {
  private final Consumer<String> log;
  private boolean failing;
  private long failed;

  /**
   * @param log see {@link OncePerMinute}
   */
  CollectorNews(Consumer<String> log) {
    this.log = log;
  }

  /**
   * @param what a clause with a host at most
   */
  synchronized void failed(String what) {
    failing = true;
    failed++;
    log.accept(
        "otel.mode=private: "
            + what
            + "; nothing is exported there until it answers; deliveries go on");
  }

  synchronized void arrived() {
    if (failing) {
      log.accept(
          "otel.mode=private: the collector answers again; exports that were lost: " + failed);
      failing = false;
      failed = 0;
    }
  }
}
