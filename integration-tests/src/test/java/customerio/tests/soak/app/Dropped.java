package customerio.tests.soak.app;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Loaders of applications that have gone. Thread-safe. */
final class Dropped {
  private static final int BETWEEN_LOOKS_NANOS = 10_000_000;

  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  synchronized void add(WeakReference<ClassLoader> loader) {
    loaders.add(loader);
  }

  /** How many are in memory after a collection. */
  synchronized int alive() {
    System.gc();
    loaders.removeIf(loader -> loader.get() == null);
    return loaders.size();
  }

  /**
   * @param looks at most
   * @return how many are in memory after the last
   */
  int awaitNone(int looks) {
    int alive = alive();
    for (int look = 0; alive > 0 && look < looks; look++) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      alive = alive();
    }
    return alive;
  }
}
