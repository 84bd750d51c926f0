package customerio.agent.management.page;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks the hosts of Customer.io whether they are there, when somebody wants to know, and not more
 * often than once in ten seconds: who may look at the health could otherwise make us a flood. Says
 * nothing about any credential or person. Thread-safe.
 */
public final class ConnectivityProbe {
  private static final Duration KEPT = Duration.ofSeconds(10);

  /** One request to one host, without credential. */
  @FunctionalInterface
  public interface Line {
    /** Blocks for the answer, for so long at the most. */
    Echo call(Place place, Duration timeout);
  }

  /** What is called; where that leads is the line's affair. */
  public record Place(Api api, Region region) {}

  /**
   * @param status any at all means that the host is there; 0 = no answer
   * @param failure why there was none, in words; "" when there was one
   */
  public record Echo(int status, String failure, Duration took) {}

  record Heard(Place place, Echo echo) {}

  record Result(Instant at, List<Heard> heard) {}

  private static final Duration BUDGET = Duration.ofSeconds(10);

  private final Supplier<Stream<Place>> places;
  private final Line line;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Result last;

  /**
   * @param places to be asked; repetitions are asked once
   */
  public ConnectivityProbe(Supplier<Stream<Place>> places, Line line, Clock clock) {
    this.places = places;
    this.line = line;
    this.clock = clock;
  }

  /**
   * Blocks up to ten seconds when nothing is known that is fresh enough, and nobody else is asking.
   *
   * @return null while the first answers are being waited for by somebody else
   */
  Result ask() {
    if (!asking.tryLock()) {
      return last;
    }
    try {
      if (last == null || !isFresh(last)) {
        List<Heard> heard = heard();
        last = new Result(clock.instant(), heard);
      }
      return last;
    } finally {
      asking.unlock();
    }
  }

  /** The same in words: {@code track-us answers (401 in 12 ms)}, one host a line. */
  public String text() {
    Result result = ask();
    if (result == null) {
      return "somebody else is asking at this moment; try again in ten seconds";
    }
    StringBuilder text = new StringBuilder();
    for (Heard heard : result.heard()) {
      Echo echo = heard.echo();
      text.append(HealthReport.name(heard.place()))
          .append(
              echo.status() == 0
                  ? " does not answer: " + echo.failure()
                  : " answers (" + echo.status() + " in " + echo.took().toMillis() + " ms)")
          .append('\n');
    }
    return text.append("as of ").append(age(result).toSeconds()).append(" s ago").toString();
  }

  Duration age(Result result) {
    Duration age = Duration.between(result.at(), clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  private List<Heard> heard() {
    List<Place> asked = places.get().distinct().toList();
    Duration each = BUDGET.dividedBy(Math.max(1, asked.size()));
    return asked.stream().map(place -> new Heard(place, line.call(place, each))).toList();
  }

  /** A clock that was put back makes nothing fresh for ever. */
  private boolean isFresh(Result result) {
    Duration age = Duration.between(result.at(), clock.instant());
    return !age.isNegative() && age.compareTo(KEPT) < 0;
  }
}
