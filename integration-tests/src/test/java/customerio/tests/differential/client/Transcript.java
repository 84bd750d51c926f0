package customerio.tests.differential.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints what a caller sees. Addresses are replaced by names: ports differ from run to run.
 *
 * <pre>
 *   ## title JDK HttpClient     about the client
 *   == IDENTIFY                 a case
 *   status 200                  what came of it
 *   noted interceptor before
 *   ?? 1 INTERRUPT              waits for a line on standard input
 * </pre>
 */
final class Transcript {
  /** Says that the agent answered. */
  private static final String MARK = "header x-customerio-agent: ";

  /** At least a millisecond apart. */
  private static final int LOOKS = 5_000;

  private final Caller caller;
  private final Map<String, String> names;
  private final BufferedReader go =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private int prompts;

  /**
   * @param names of addresses
   */
  Transcript(Caller caller, Map<String, String> names) {
    this.caller = caller;
    this.names = names;
  }

  /** What stands in the support table. */
  void about(Caller of) {
    print("## title " + of.title());
    print("## way " + of.way().name().toLowerCase(Locale.ROOT));
    print("## switch " + of.switchName());
  }

  void scene(Case which, Ask ask) {
    scene(which, () -> caller.send(ask));
  }

  void scene(Case which, Callable<Seen> call) {
    title(which);
    print(Outcome.of(call).lines());
    notes();
  }

  /**
   * Uses up the connection that earlier calls have left open and that its server has closed:
   * whether a client finds that out before it sends, or by sending, is a matter of luck.
   */
  void unseen(Ask ask) {
    Outcome.of(() -> caller.send(ask));
    caller.notes();
  }

  void skipped(Case which, String reason) {
    scene(
        which,
        () -> {
          throw new NotOffered(reason);
        });
  }

  /** Also the order of the headers, and how their names are written. */
  void headerScene(Case which, Ask ask) {
    title(which);
    Outcome outcome = Outcome.of(() -> caller.send(ask));
    print(outcome.lines());
    print(outcome.names());
    notes();
  }

  /**
   * Also the thread that is given the answer. The server keeps it back until the application waits:
   * what is to be done with an answer that is there already is done by whoever says so.
   */
  void threadScene(Case which, Ask ask) throws Exception {
    title(which);
    CountDownLatch waits = new CountDownLatch(1);
    Waiting.tell(waits::countDown);
    Thread thread =
        new Thread(
            () -> {
              print(Outcome.of(() -> caller.send(ask)).lines());
              waits.countDown();
            });
    thread.start();
    if (caller.way() != Caller.Way.SYNC) {
      waits.await();
    }
    prompt(which.name());
    thread.join();
    Waiting.tell(() -> {});
    told("answered on ", () -> caller.answeredOn().replaceAll("[0-9]+", "#"));
    notes();
  }

  /** A call that is disturbed once the server has it. */
  void disturbed(Case which, Ask ask, Disturbance disturbance) throws Exception {
    title(which);
    Thread thread = new Thread(() -> call(ask));
    thread.start();
    prompt(which.name());
    disturbance.of(thread);
    thread.join();
    notes();
  }

  /** How far a client gets before it looks at the interrupt is a matter of luck. */
  void interruptedBefore(Case which, Ask ask) throws InterruptedException {
    title(which);
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              call(ask);
            });
    thread.start();
    thread.join();
    caller.notes();
  }

  private void call(Ask ask) {
    print(Outcome.of(() -> caller.send(ask)).lines());
    print("interrupted " + Thread.currentThread().isInterrupted());
  }

  /** All at the same time. */
  void together(Case which, List<Ask> asks) throws InterruptedException {
    title(which);
    List<String> lines = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Ask ask : asks) {
      Thread thread =
          new Thread(
              () -> {
                List<String> seen = Outcome.of(() -> caller.send(ask)).lines();
                synchronized (lines) {
                  lines.addAll(seen);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    counted(lines);
    counted(caller.notes().stream().map(note -> "noted " + note).toList());
  }

  /** One after the other. */
  void summed(Case which, List<Ask> asks) {
    title(which);
    List<String> lines = new ArrayList<>();
    asks.forEach(ask -> lines.addAll(Outcome.of(() -> caller.send(ask)).lines()));
    counted(lines);
    told("connections in use ", () -> String.valueOf(settled(caller)));
    caller.notes();
  }

  private void counted(List<String> lines) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : lines) {
      // an operation has an id of its own
      counts.merge(line.startsWith(MARK) ? MARK : line, 1, Integer::sum);
    }
    counts.forEach((line, count) -> print(line + " (" + count + " times)"));
  }

  /** A callback may come before the client has put the connection back. */
  private static int settled(Caller caller) {
    int inUse = caller.connectionsInUse();
    for (int look = 0; inUse > 0 && look < LOOKS; look++) {
      LockSupport.parkNanos(1_000_000);
      inUse = caller.connectionsInUse();
    }
    return inUse;
  }

  private void told(String what, Callable<String> told) {
    try {
      print(what + told.call());
    } catch (NotOffered missing) {
      print("untold " + missing.getMessage());
    } catch (Exception failure) {
      print(what + failure);
    }
  }

  /** Tells the test that it is its turn, and waits for it. */
  void prompt(String what) throws IOException {
    prompts++;
    print("?? " + prompts + ' ' + what);
    go.readLine();
  }

  interface Disturbance {
    void of(Thread thread);
  }

  private void title(Case which) {
    print("== " + which.name());
  }

  private void notes() {
    caller.notes().forEach(note -> print("noted " + note));
  }

  private void print(List<String> lines) {
    lines.forEach(this::print);
  }

  void print(String line) {
    String named = line;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    System.out.println(named);
  }
}
