package customerio.tests.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that knows nothing of the agent: a few threads tell Customer.io about their own
 * people, numbering what they say about each: short words and long ones, and now and then one that
 * Customer.io refuses. It writes down what it was promised, so that after {@code kill -9} a later
 * run goes on where this one was cut off.
 *
 * <p>Arguments: base URL, directory of the logs, calls to make (0 = until killed).
 */
final class SteadyCaller {
  static final int THREADS = 4;
  static final int PEOPLE_A_THREAD = 6;
  static final int A_FEW_ABOUT_EVERYBODY = THREADS * PEOPLE_A_THREAD * 3;
  static final String REFUSED_EVENT = "refused";
  private static final int REFUSED_EVERY = 61;
  private static final int IDENTIFY_EVERY = 3;
  private static final int REPORT_EVERY = 20;

  /** Customer.io takes attributes of a thousand bytes. */
  private static final String ATTRIBUTE = "x".repeat(900);

  private static final int MOST_ATTRIBUTES = 8;
  private static final long PAUSE_NANOS = 300_000;

  private SteadyCaller() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create(arguments[0]);
    Path logs = Path.of(arguments[1]);
    long limit = Long.parseLong(arguments[2]);
    AtomicLong answered = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      threads.add(new Thread(() -> call(thread, base, logs, limit, answered)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("said " + answered.get());
    while (System.in.read() >= 0) {
      continue;
    }
  }

  static String person(int thread, int number) {
    return "p" + thread + "-" + number;
  }

  static boolean isRefused(long seq) {
    return seq % REFUSED_EVERY == 0;
  }

  static boolean isIdentify(long seq) {
    return seq % IDENTIFY_EVERY == 0 && !isRefused(seq);
  }

  private static void call(int thread, URI base, Path logs, long limit, AtomicLong answered) {
    try (SaidLog log = SaidLog.open(logs, thread)) {
      TrackCalls calls = new TrackCalls(base);
      for (long n = 0; limit == 0 || n < limit / THREADS; n++) {
        String person = person(thread, (int) (n % PEOPLE_A_THREAD));
        long seq = log.begin(person);
        if (isPromised(calls, person, seq)) {
          log.answered(person, seq);
          long count = answered.incrementAndGet();
          if (count % REPORT_EVERY == 0) {
            System.out.println("answered " + count);
          }
        } else {
          log.passed(person, seq);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException | InterruptedException failure) {
      System.out.println("failed " + failure);
    }
  }

  private static boolean isPromised(TrackCalls calls, String person, long seq)
      throws InterruptedException {
    try {
      return say(calls, person, seq).promised();
    } catch (IOException itsOwnOutcome) {
      return false; // as without the agent, which was not ready yet
    }
  }

  private static TrackCalls.Reply say(TrackCalls calls, String person, long seq)
      throws IOException, InterruptedException {
    if (isRefused(seq)) {
      return calls.event(person, REFUSED_EVENT, seq, "");
    }
    String length = attributes(seq);
    return isIdentify(seq)
        ? calls.identify(person, seq, length)
        : calls.event(person, "said", seq, length);
  }

  /** None to eight of them, so that segments of the queue end at all kinds of places. */
  private static String attributes(long seq) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < seq % (MOST_ATTRIBUTES + 1); i++) {
      attributes.append(",\"a").append(i).append("\":\"").append(ATTRIBUTE).append('"');
    }
    return attributes.toString();
  }
}
