package customerio.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a process prints, line by line as it comes. */
final class Output implements Runnable {
  private final BufferedReader reader;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private Output(InputStream stream) {
    this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  static Output of(InputStream stream, String name) {
    Output output = new Output(stream);
    Thread thread = new Thread(output, "jvm-" + name);
    thread.setDaemon(true);
    thread.start();
    return output;
  }

  @Override
  public void run() {
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      // A killed process's pipe: what was read is all there is.
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized String awaitLine(String beginning, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (int next = 0; ; next++) {
      while (next == lines.size()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (ended || left <= 0) {
          throw new AssertionError("no line '" + beginning + "…' in: " + text());
        }
        wait(left);
      }
      if (lines.get(next).startsWith(beginning)) {
        return lines.get(next);
      }
    }
  }

  /** So far. */
  synchronized String text() {
    return String.join("\n", lines);
  }

  /** To the end, which is that of the last process that holds the stream. */
  synchronized String all(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ended) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no end of: " + text());
      }
      wait(left);
    }
    return text();
  }
}
