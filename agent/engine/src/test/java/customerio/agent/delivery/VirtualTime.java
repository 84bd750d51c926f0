package customerio.agent.delivery;

import customerio.agent.credentials.CredentialBook;
import customerio.agent.queue.DurableQueue;
import customerio.agent.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Threads and time under a test's control: work runs on the test's thread, in an order that depends
 * on nothing but the seed, and time passes only when a test says so.
 */
public final class VirtualTime implements LaneScheduler {
  /** Where the lock of a destination is taken, and something is executed while it is held. */
  private static final Set<Class<?>> LOCKING = Set.of(DestinationLanes.class, Refill.class);

  private static final Instant EPOCH = Instant.parse("2026-11-21T12:00:00Z");

  private record Timed(long nanos, long order, Runnable task) implements Comparable<Timed> {
    @Override
    public int compareTo(Timed other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final Random order;
  private final List<Runnable> ready = new ArrayList<>();
  private final PriorityQueue<Timed> later = new PriorityQueue<>();
  private long nanos;
  private long scheduled;
  private Duration clockShift = Duration.ZERO;
  private boolean overlapping;

  public VirtualTime(long seed) {
    this.order = new Random(seed);
  }

  /** A delivery whose threads and time are these. */
  public Delivery delivery(
      DeliverySettings settings,
      DurableQueue queue,
      Transport transport,
      CredentialBook book,
      BaseUrls baseUrls,
      DeliveryListener listener) {
    return new Delivery(
        settings,
        queue,
        transport,
        book,
        baseUrls,
        Regions.AS_CALLED,
        listener,
        clock(),
        order,
        this);
  }

  /**
   * Runs something later.
   *
   * @return cancels it
   */
  public Runnable after(Duration delay, Runnable task) {
    return schedule(delay, task)::cancel;
  }

  @Override
  public void execute(Runnable work) {
    if (overlapping && order.nextBoolean() && !isLocked()) {
      work.run();
    } else {
      ready.add(work);
    }
  }

  @Override
  public Pending schedule(Duration delay, Runnable task) {
    Timed timed = new Timed(nanos + delay.toNanos(), scheduled++, task);
    later.add(timed);
    return () -> later.remove(timed);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  /**
   * From now on another thread may be quicker: half of what is executed is done before whoever has
   * it executed goes on, unless that one holds the lock of a destination.
   */
  void overlap() {
    overlapping = true;
  }

  private static boolean isLocked() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames -> frames.anyMatch(f -> LOCKING.contains(f.getDeclaringClass())));
  }

  /** Runs all that is due now. */
  public void settle() {
    while (true) {
      while (!later.isEmpty() && later.peek().nanos <= nanos) {
        later.poll().task.run();
      }
      if (ready.isEmpty()) {
        return;
      }
      step();
    }
  }

  /** Runs one thing, of which there is one. */
  void step() {
    ready.remove(order.nextInt(ready.size())).run();
  }

  public void advance(Duration duration) {
    long goal = nanos + duration.toNanos();
    settle();
    while (!later.isEmpty() && later.peek().nanos <= goal) {
      // what runs in here may advance time itself
      nanos = Math.max(nanos, later.peek().nanos);
      settle();
    }
    nanos = Math.max(nanos, goal);
  }

  /** Time goes by while somebody is busy; what becomes due waits for them. */
  public void elapse(Duration duration) {
    nanos += duration.toNanos();
  }

  /** Nothing that was begun goes on: what a kill does. */
  public void forgetTasks() {
    ready.clear();
    later.clear();
  }

  /** When the next task is due, from now; null when none is. */
  public Duration untilNext() {
    return later.isEmpty() ? null : Duration.ofNanos(later.peek().nanos - nanos);
  }

  /** Sets the wall clock, and only that. */
  void shiftClock(Duration shift) {
    clockShift = shift;
  }

  Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  public Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return EPOCH.plusNanos(nanos).plus(clockShift);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
