package customerio.tests.crash;

import customerio.jvm.AgentJvm;
import customerio.jvm.AgentJvm.Finished;
import java.time.Duration;
import java.util.Random;

/** How one process of the application ends: each way at a moment that nobody can foresee. */
enum Life {
  /** While it talks and delivers. */
  TALKS,
  /**
   * While the JVM or the agent starts, adopts what earlier processes left, or delivers the first.
   */
  BARELY_STARTS,
  /** In the middle of its last flush. */
  SHUTS_DOWN;

  /**
   * More than any life comes to, so that death finds it talking; yet bounded, for a test on a busy
   * machine is late to kill, and the queue is not to overflow: that is another test's matter.
   */
  static final int CALLS = 1000;

  private static final int LONGEST = 30;
  private static final int START_MILLIS = 300;
  private static final int STARTED_MILLIS = 1500;
  private static final int FLUSH_MILLIS = 200;

  static Life any(Random random) {
    int dice = random.nextInt(10);
    return dice < 6 ? TALKS : dice < 9 ? BARELY_STARTS : SHUTS_DOWN;
  }

  Finished end(AgentJvm application, Random random) throws InterruptedException {
    return switch (this) {
      case TALKS -> {
        application.awaitLine(
            "called " + SteadyCaller.REPORT_EVERY * (1 + random.nextInt(LONGEST)));
        yield application.kill();
      }
      case BARELY_STARTS ->
          application.killAfter(
              Duration.ofMillis(START_MILLIS + random.nextInt(STARTED_MILLIS - START_MILLIS)));
      case SHUTS_DOWN -> {
        application.awaitLine(
            "called " + SteadyCaller.REPORT_EVERY * (1 + random.nextInt(LONGEST)));
        application.terminate();
        yield application.killAfter(Duration.ofMillis(random.nextInt(FLUSH_MILLIS)));
      }
    };
  }
}
