package customerio.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What happened, in its order, for others to read and to wait for. Thread-safe. */
public final class Journal<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<T> entries = new ArrayList<>();
  private final int mostEntries;
  private final long mostBytes;
  private final ToLongFunction<T> bytesOf;
  private long bytes;
  private long dropped;
  private int clearings;

  /** Keeps everything. */
  public Journal() {
    this(Integer.MAX_VALUE, Long.MAX_VALUE, entry -> 0);
  }

  /** Drops the oldest entries when there are too many, or they are too large together. */
  public Journal(int mostEntries, long mostBytes, ToLongFunction<T> bytesOf) {
    this.mostEntries = mostEntries;
    this.mostBytes = mostBytes;
    this.bytesOf = bytesOf;
  }

  public void add(T entry) {
    lock.lock();
    try {
      entries.add(entry);
      bytes += bytesOf.applyAsLong(entry);
      if (entries.size() > mostEntries || bytes > mostBytes) {
        dropOldest();
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public List<T> all() {
    return from(0);
  }

  /**
   * @param first index of the first wanted among those that are kept
   */
  public List<T> from(long first) {
    lock.lock();
    try {
      int start = (int) Math.min(Math.max(first, 0), entries.size());
      return List.copyOf(entries.subList(start, entries.size()));
    } finally {
      lock.unlock();
    }
  }

  public int count() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      entries.clear();
      bytes = 0;
      dropped = 0;
      clearings++;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there were that many entries of that description.
   *
   * @return those so far
   * @throws AssertionError when the time is over first, or the thread is interrupted
   */
  public List<T> await(int count, Predicate<T> wanted, Duration atMost) {
    List<T> found = new ArrayList<>();
    long next = 0;
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      int seenClearings = clearings;
      while (true) {
        if (clearings != seenClearings) {
          seenClearings = clearings;
          next = 0;
          found.clear();
        }
        for (next = Math.max(next, dropped); next < dropped + entries.size(); next++) {
          T entry = entries.get((int) (next - dropped));
          if (wanted.test(entry)) {
            found.add(entry);
          }
        }
        if (found.size() >= count) {
          return found;
        }
        if (nanos <= 0) {
          throw new AssertionError(found.size() + " of " + count + " came within " + atMost);
        }
        nanos = grown.awaitNanos(nanos);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", interrupted);
    } finally {
      lock.unlock();
    }
  }

  /** A tenth at least: to drop one by one would move all the others each time. */
  private void dropOldest() {
    int drop = Math.min(entries.size(), Math.max(1, entries.size() / 10));
    long freed = 0;
    for (int i = 0; i < entries.size() && (i < drop || bytes - freed > mostBytes); i++) {
      freed += bytesOf.applyAsLong(entries.get(i));
      drop = Math.max(drop, i + 1);
    }
    entries.subList(0, drop).clear();
    bytes -= freed;
    dropped += drop;
  }
}
