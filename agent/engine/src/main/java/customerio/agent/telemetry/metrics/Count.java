package customerio.agent.telemetry.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Something that only grows. */
final class Count implements Series {
  private final List<String> labels;
  private final LongAdder sum = new LongAdder();

  Count(List<String> labels) {
    this.labels = labels;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  void increment() {
    sum.increment();
  }

  void add(long amount) {
    sum.add(amount);
  }

  long sum() {
    return sum.sum();
  }
}
