package customerio.agent.queue.disk;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the end of one file durable for many threads at the price of few syncs: the first that asks
 * syncs for all who have written by then, the others wait for it or lead the next round. A thread
 * of its own for that would cost two hand-overs per round.
 *
 * <p>After a failed sync the file is given up. The kernel reports a failed write-back once and then
 * takes the pages for clean, so a second sync would succeed without having written anything.
 */
final class GroupCommit {
  private final JournalFile file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roundEnded = lock.newCondition();
  private final AtomicLong written;
  private long durable;
  private boolean syncing;
  private volatile IOException failure;

  GroupCommit(JournalFile file, long end) {
    this.file = file;
    this.written = new AtomicLong(end);
  }

  /**
   * The file now reaches to here. Said by one at a time, under a lock which is let go before
   * anybody asks {@link #await} for it; hence no fence of its own, which an append would feel.
   */
  void written(long end) {
    written.lazySet(end);
  }

  /** Returns when everything before {@code end} is durable. Deaf to interrupts. */
  void await(long end) throws IOException {
    while (true) {
      long target;
      lock.lock();
      try {
        while (syncing && durable < end) {
          roundEnded.awaitUninterruptibly();
        }
        if (durable >= end) {
          return;
        }
        if (failure != null) {
          throw new IOException("could not be made durable: " + failure.getMessage(), failure);
        }
        syncing = true;
        target = written.get();
      } finally {
        lock.unlock();
      }
      lead(target);
    }
  }

  /** Everything written so far. */
  void awaitAll() throws IOException {
    await(written.get());
  }

  /** Of the one sync that failed; null = all is well. */
  IOException failure() {
    return failure;
  }

  /** Up to here it is durable. */
  long durable() {
    lock.lock();
    try {
      return durable;
    } finally {
      lock.unlock();
    }
  }

  private void lead(long target) {
    IOException failed = null;
    boolean ended = false;
    try {
      file.sync();
      ended = true;
    } catch (IOException e) {
      failed = e;
      ended = true;
    } finally {
      endRound(ended ? failed : new IOException("the sync was stopped by an error"), target);
    }
  }

  private void endRound(IOException failed, long target) {
    lock.lock();
    try {
      syncing = false;
      failure = failed;
      durable = failed == null ? Math.max(durable, target) : durable;
      roundEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
