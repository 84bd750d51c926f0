package customerio.tests.shutdown;

import customerio.tests.crash.TrackCalls;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application that says numbered words as fast as it can, as its standard input tells it; those
 * about one person in order. Argument: base URL.
 *
 * <pre>
 *   accepted                           how many of them the agent has queued
 *   say FROM COUNT                     now
 *   finally FROM COUNT then KIND       in a shutdown hook, which then returns, exits or halts
 *   halt                               Runtime.halt
 * </pre>
 */
final class Talker {
  static final int PEOPLE = 40;
  private static final int THREADS = 4;

  private final TrackCalls calls;

  private Talker(TrackCalls calls) {
    this.calls = calls;
  }

  public static void main(String[] arguments) throws Exception {
    Talker talker = new Talker(new TrackCalls(URI.create(arguments[0])));
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + talker.does(line.split(" ")));
    }
  }

  private String does(String[] words) throws Exception {
    switch (words[0]) {
      case "accepted" -> {
        return accepted();
      }
      case "say" -> {
        return say(Integer.parseInt(words[1]), Integer.parseInt(words[2])) + " answered";
      }
      case "finally" -> {
        int from = Integer.parseInt(words[1]);
        int count = Integer.parseInt(words[2]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sayLast(from, count, words[4])));
        return "registered";
      }
      case "halt" -> {
        Runtime.getRuntime().halt(7);
        return "halted";
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static String accepted() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName agent = new ObjectName("customerio.agent:type=Agent");
    return server.isRegistered(agent) ? server.getAttribute(agent, "Accepted").toString() : "0";
  }

  private void sayLast(int from, int count, String then) {
    try {
      System.out.println("last words = " + say(from, count) + " answered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (then.equals("exit")) {
      System.exit(3); // which never returns in a hook
    } else if (then.equals("halt")) {
      Runtime.getRuntime().halt(7);
    }
  }

  private int say(int from, int count) throws InterruptedException {
    AtomicInteger answered = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int own = i;
      threads.add(new Thread(() -> say(own, from, count, answered)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return answered.get();
  }

  private void say(int thread, int from, int count, AtomicInteger answered) {
    for (int word = from; word < from + count; word++) {
      int person = Math.floorMod(word, PEOPLE);
      if (person % THREADS == thread) {
        try {
          if (calls.event("p" + person, word) == 200) {
            answered.incrementAndGet();
          }
        } catch (Exception failure) {
          System.out.println("failed " + failure);
        }
      }
    }
  }
}
