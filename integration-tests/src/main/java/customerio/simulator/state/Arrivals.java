package customerio.simulator.state;

import customerio.simulator.Journal;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Every processed operation in the order in which it was processed. Thread-safe. */
public final class Arrivals {

  private final Journal<Arrival> journal = new Journal<>();

  /** All so far. */
  public List<Arrival> all() {
    return journal.all();
  }

  /**
   * @param n the first wanted, 1-based
   */
  public List<Arrival> from(long n) {
    return journal.from(n - 1);
  }

  public List<Arrival> with(Result result) {
    return all().stream().filter(arrival -> arrival.result() == result).toList();
  }

  public int count() {
    return journal.count();
  }

  /**
   * Waits until that many operations were processed, whatever their result.
   *
   * @return all so far
   * @throws AssertionError when the time is over first
   */
  public List<Arrival> await(int count, Duration atMost) {
    return await(count, arrival -> true, atMost);
  }

  /** Waits until that many operations were applied; repeats and refusals do not count. */
  public List<Arrival> awaitApplied(int count, Duration atMost) {
    return await(count, arrival -> arrival.result() == Result.APPLIED, atMost);
  }

  /** Waits until that many operations of that description were processed, and returns them. */
  public List<Arrival> await(int count, Predicate<Arrival> wanted, Duration atMost) {
    return journal.await(count, wanted, atMost);
  }

  void add(Arrival arrival) {
    journal.add(arrival);
  }

  void clear() {
    journal.clear();
  }
}
