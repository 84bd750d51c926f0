package customerio.tests.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
 * <p>Arguments: base URL, directory of the logs, calls to make. Then its standard input can say
 * {@code again}, or ask for {@link Counts} with any other word.
 */
public final class SteadyCaller {
  public static final int THREADS = 4;
  public static final int PEOPLE_A_THREAD = 6;
  static final int A_FEW_ABOUT_EVERYBODY = THREADS * PEOPLE_A_THREAD * 3;
  static final String REFUSED_EVENT = "refused";
  private static final int REFUSED_EVERY = 61;
  private static final int IDENTIFY_EVERY = 3;
  static final int REPORT_EVERY = 20;

  /** Customer.io takes attributes of a thousand bytes. */
  private static final String ATTRIBUTE = "x".repeat(900);

  private static final int MOST_ATTRIBUTES = 8;
  private static final long PAUSE_NANOS = 300_000;

  private SteadyCaller() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create(arguments[0]);
    Path logs = Path.of(arguments[1]);
    long limit = Long.parseLong(arguments[2]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    AtomicLong called = new AtomicLong();
    TrackCalls calls = new TrackCalls(base);
    String order = "again";
    while (order != null) {
      if (order.equals("again")) {
        callFromAllThreads(calls, logs, limit, called);
        System.out.println("said " + called.get());
      } else {
        System.out.println(order + " = " + Counts.ofThisJvm());
      }
      order = orders.readLine();
    }
  }

  private static void callFromAllThreads(TrackCalls calls, Path logs, long limit, AtomicLong called)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      threads.add(new Thread(() -> call(thread, calls, logs, limit, called)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  public static String person(int thread, int number) {
    return "p" + thread + "-" + number;
  }

  static boolean isRefused(long seq) {
    return seq % REFUSED_EVERY == 0;
  }

  public static boolean isIdentify(long seq) {
    return seq % IDENTIFY_EVERY == 0 && !isRefused(seq);
  }

  private static void call(int thread, TrackCalls calls, Path logs, long limit, AtomicLong called) {
    try (SaidLog log = SaidLog.open(logs, thread)) {
      for (long n = 0; n < limit / THREADS; n++) {
        String person = person(thread, (int) (n % PEOPLE_A_THREAD));
        long seq = log.begin(person);
        if (isPromised(calls, person, seq)) {
          log.answered(person, seq);
        } else {
          log.passed(person, seq);
        }
        long count = called.incrementAndGet();
        if (count % REPORT_EVERY == 0) {
          System.out.println("called " + count);
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
