package customerio.agent.management;

import customerio.agent.queue.QueueState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Notices that the queue fills up, and that operations are given up for it. Not thread-safe. */
final class QueueWatch {
  private static final double HIGH = 0.8;

  /** Without the distance, a queue that stays at the mark would be news all the time. */
  private static final double LOW_AGAIN = 0.7;

  private static final Duration BETWEEN_LOSSES = Duration.ofMinutes(1);
  private static final double MEBI = 1 << 20;

  private final Supplier<QueueState> queue;
  private final long limitBytes;
  private final Clock clock;
  private boolean isHigh;
  private long droppedBefore;
  private Instant toldOfLoss;

  QueueWatch(Supplier<QueueState> queue, long limitBytes, Clock clock) {
    this.queue = queue;
    this.limitBytes = limitBytes;
    this.clock = clock;
  }

  List<News> look() {
    QueueState now = queue.get();
    List<News> news = new ArrayList<>();
    lookAtLevel(now.bytes(), news);
    lookAtLoss(now.dropped(), news);
    return news;
  }

  private void lookAtLevel(long bytes, List<News> news) {
    if (!isHigh && bytes >= HIGH * limitBytes) {
      isHigh = true;
      String message =
          String.format(
              java.util.Locale.ROOT,
              "the queue holds %.1f MiB of the %.1f MiB of queue.max-bytes",
              bytes / MEBI,
              limitBytes / MEBI);
      news.add(News.of(NewsKind.HIGH_WATERMARK, clock.instant(), message));
    } else if (bytes < LOW_AGAIN * limitBytes) {
      isHigh = false;
    }
  }

  private void lookAtLoss(long dropped, List<News> news) {
    Instant now = clock.instant();
    boolean isTime = toldOfLoss == null || !now.isBefore(toldOfLoss.plus(BETWEEN_LOSSES));
    if (dropped > droppedBefore && isTime) {
      String message =
          (dropped - droppedBefore)
              + " accepted operations were given up to make room, "
              + dropped
              + " since start";
      news.add(News.of(NewsKind.DROPPED, now, message));
      droppedBefore = dropped;
      toldOfLoss = now;
    }
  }
}
