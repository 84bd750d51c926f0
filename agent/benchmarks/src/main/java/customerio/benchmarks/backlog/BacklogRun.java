package customerio.benchmarks.backlog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A million operations in a heap of 64 MiB, as whole processes: an application talks through an
 * outage until they wait, is killed, and starts again when Customer.io is well. Prints how long
 * recovery and delivery took, the largest heap in use after collections, and what became of order.
 */
final class BacklogRun {
  private static final int OPERATIONS = Integer.getInteger("operations", 1_000_000);
  private static final int PEOPLE = 200_000;
  private static final int LIVE = 20_000;
  private static final int LIVE_PAUSE_MICROS = 1000;

  /** Looks without a new arrival, two minutes: an operation that failed by itself waits for one. */
  private static final int PATIENCE = 12_000;

  private static final String HEAP = "-Xmx64m";

  private final Path agent;
  private final Path classes;
  private final Path queue;
  private final Sink sink;

  private BacklogRun(Path agent, Path classes, Path queue, Sink sink) {
    this.agent = agent;
    this.classes = classes;
    this.queue = queue;
    this.sink = sink;
  }

  /** Arguments: the agent's jar, our own classes, a directory for the queue. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path queue = Files.createTempDirectory(Path.of(arguments[2]), "backlog");
    try (Sink sink = new Sink(PEOPLE)) {
      new BacklogRun(Path.of(arguments[0]), Path.of(arguments[1]), queue, sink).run();
    } finally {
      delete(queue);
    }
  }

  private void run() throws IOException, InterruptedException {
    talkInAnOutage();
    deliver();
  }

  private void talkInAnOutage() throws IOException, InterruptedException {
    sink.goDownAfterNext();
    long began = System.nanoTime();
    Process talker = start(0, 1 + OPERATIONS, 0);
    try (BufferedReader said = lines(talker)) {
      String end = await(said, "said, ");
      long millis = millisSince(began);
      System.out.printf(
          "outage: %d operations about %d people in %d ms, %s; heap in use after GC %d MiB%n",
          OPERATIONS, PEOPLE, millis, end, heap(talker, said));
    } finally {
      talker.destroyForcibly().waitFor();
    }
  }

  private void deliver() throws IOException, InterruptedException {
    sink.comeBack();
    Process talker = start(1 + OPERATIONS, LIVE, LIVE_PAUSE_MICROS);
    try (BufferedReader said = lines(talker)) {
      await(said, "takes over the calls");
      long began = System.nanoTime();
      String found = await(said, "took over");
      System.out.printf("recovery: %d ms, %s%n", millisSince(began), found);
      await(said, "said, ");
      awaitArrivals();
      System.out.printf(
          "delivery: %d ms from the start of recovery, %d events live meanwhile; heap in use after"
              + " GC %d MiB%n",
          millisSince(began), LIVE, heap(talker, said));
    } finally {
      talker.destroyForcibly().waitFor();
    }
    System.out.printf(
        "arrived %d, out of order %d, repeated %d%n",
        sink.arrived(), sink.misplaced(), sink.repeated());
  }

  private Process start(int first, int count, int pauseMicros) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.add(
        "-javaagent:%s=queue.dir=%s,queue.max-bytes=2GiB,hosts.extra=track-us=%s,endpoint.track-us=%s"
            .formatted(agent, queue, sink.uri(), sink.uri()));
    command.addAll(List.of("-cp", classes.toString(), Talker.class.getName()));
    command.add(sink.uri().toString());
    for (int number : new int[] {PEOPLE, first, count, pauseMicros}) {
      command.add(Integer.toString(number));
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String await(BufferedReader lines, String text) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return line;
      }
    }
    throw new IOException("ended without a line that has: " + text);
  }

  private void awaitArrivals() throws IOException {
    long before = -1;
    for (int i = 0; sink.arrived() < 1 + OPERATIONS + LIVE; i++) {
      LockSupport.parkNanos(10_000_000);
      if (i % PATIENCE == 0 && sink.arrived() == before) {
        throw new IOException(
            "delivery stands still: %d arrived, %d out of order, %d repeated"
                .formatted(before, sink.misplaced(), sink.repeated()));
      }
      before = i % PATIENCE == 0 ? sink.arrived() : before;
    }
  }

  private static long heap(Process talker, BufferedReader said) throws IOException {
    talker.getOutputStream().write('\n');
    talker.getOutputStream().flush();
    return Long.parseLong(await(said, "heap ").split(" ")[1]) >> 20;
  }

  private static long millisSince(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
