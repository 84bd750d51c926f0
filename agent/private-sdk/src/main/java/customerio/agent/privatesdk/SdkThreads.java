package customerio.agent.privatesdk;

import java.util.Map;

/** The SDK names its threads itself; whoever looks at a thread dump is to see whose they are. */
final class SdkThreads {
  private static final Map<String, String> NAMES =
      Map.of(
          "BatchSpanProcessor_WorkerThread-", "customerio-agent-otel-spans",
          "PeriodicMetricReader-", "customerio-agent-otel-metrics");

  private SdkThreads() {}

  /** Those of the current thread's group. */
  static void rename() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread[] threads = new Thread[group.activeCount() + 10];
    int count = group.enumerate(threads, false);
    for (int i = 0; i < count; i++) {
      rename(threads[i]);
    }
  }

  private static void rename(Thread thread) {
    NAMES.forEach(
        (theirs, ours) -> {
          if (thread.getName().startsWith(theirs)) {
            thread.setName(ours);
          }
        });
  }
}
