package customerio.tests.soak.app;

import customerio.tests.crash.SaidLog;
import customerio.tests.crash.SteadyCaller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * A server that is never restarted. In each round, each application comes with a loader of its own
 * and goes again, and makes as many calls from one that stays, with a new client. What is promised
 * is written down.
 *
 * <p>Arguments: directory of the logs, calls of each, milliseconds between two of a thread, the
 * applications. Standard input: {@code again} for a round, {@code undeploy} for those that stay, or
 * any other word for what is {@link Held}.
 */
public final class Deployments {
  /** A file beside the logs; there is none when nothing has failed. */
  public static final String FAILURES = "failures";

  private static final int MILLION = 1_000_000;

  /** At least ten milliseconds apart; clients keep threads for a minute. */
  private static final int LOOKS = 6000;

  private final int calls;
  private final long pauseNanos;
  private final List<Application> applications = new ArrayList<>();
  private final List<SaidLog> logs = new ArrayList<>();
  private final Map<Application, URLClassLoader> staying = new ConcurrentHashMap<>();
  private final Dropped dropped = new Dropped();
  private final Path failures;
  private int rounds;

  private Deployments(String[] arguments) throws IOException {
    failures = Path.of(arguments[0]).resolve(FAILURES);
    calls = Integer.parseInt(arguments[1]);
    pauseNanos = Long.parseLong(arguments[2]) * MILLION;
    for (int i = 3; i < arguments.length; i++) {
      applications.add(Application.parse(arguments[i]));
    }
    for (int thread = 0; thread < SteadyCaller.THREADS; thread++) {
      logs.add(SaidLog.open(Path.of(arguments[0]), thread));
    }
  }

  public static void main(String[] arguments) throws Exception {
    Deployments server = new Deployments(arguments);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      switch (order) {
        case "again" -> server.round();
        case "undeploy" -> server.undeploy();
        default -> System.out.println(order + " = " + Held.ofThisJvm(server.dropped.alive()));
      }
    }
  }

  /** In threads that end, because libraries leave things in those that they are called on. */
  private void round() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < SteadyCaller.THREADS; i++) {
      int thread = i;
      threads.add(new Thread(() -> round(thread)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("said in round " + ++rounds);
  }

  private void round(int thread) {
    for (int i = thread; i < applications.size(); i += SteadyCaller.THREADS) {
      Application application = applications.get(i);
      try {
        application.deploy(dropped, speaker -> talk(application, thread, speaker));
        application.live(
            staying.computeIfAbsent(application, Application::loader),
            speaker -> talk(application, thread, speaker));
      } catch (Exception | LinkageError failure) {
        failed(application, failure);
      }
    }
  }

  private void talk(Application application, int thread, BiFunction<String, Long, Boolean> speaker)
      throws IOException {
    SaidLog log = logs.get(thread);
    for (int n = 0; n < calls; n++) {
      String person =
          application.people() + SteadyCaller.person(thread, n % SteadyCaller.PEOPLE_A_THREAD);
      long seq = log.begin(person);
      if (isPromised(application, speaker, person, seq)) {
        log.answered(person, seq);
      } else {
        log.passed(person, seq);
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private boolean isPromised(
      Application application, BiFunction<String, Long, Boolean> speaker, String person, long seq) {
    try {
      return speaker.apply(person, seq);
    } catch (RuntimeException itsOwnOutcome) {
      failed(application, itsOwnOutcome);
      return false;
    }
  }

  private void failed(Application application, Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    try {
      Files.writeString(
          failures,
          application.speaker() + ": " + text,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void undeploy() throws IOException {
    letGo();
    System.out.println("still there: " + dropped.awaitNone(LOOKS));
  }

  /** In a frame of its own: an interpreted one keeps what was in its slots. */
  private void letGo() throws IOException {
    for (URLClassLoader loader : staying.values()) {
      dropped.add(new WeakReference<>(loader));
      loader.close();
    }
    staying.clear();
  }
}
