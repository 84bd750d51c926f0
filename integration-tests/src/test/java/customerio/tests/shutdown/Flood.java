package customerio.tests.shutdown;

import customerio.tests.crash.TrackCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An application that says numbered words as fast as it can, whatever becomes of them, and writes
 * down which were answered by the agent. Arguments: base URL, seconds, file. Waits for a line of
 * input once the agent answers.
 */
final class Flood {
  private static final int THREADS = 4;
  private static final int PEOPLE_A_THREAD = 1_000;

  /** Where a call is left to the application, it waits for a server that hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Before that: a call that is given up on a busy machine would arrive after the next. */
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final BitSet answered = new BitSet();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  private Flood(URI base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws Exception {
    Flood flood = new Flood(URI.create(arguments[0]));
    while (!flood.say(0, flood.next.getAndIncrement(), FIRST_PATIENCE)) {
      continue;
    }
    System.out.println("taken over");
    System.in.read();
    long deadline = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      threads.add(new Thread(() -> flood.run(thread, deadline)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    Files.write(Path.of(arguments[2]), flood.answered.toByteArray());
    System.out.println(
        "said " + flood.answered.cardinality() + ", unanswered " + flood.unanswered.get());
    while (System.in.read() >= 0) {
      continue;
    }
  }

  private void run(int thread, long deadline) {
    for (int person = 0; System.nanoTime() < deadline; person++) {
      say(thread * PEOPLE_A_THREAD + person % PEOPLE_A_THREAD, next.getAndIncrement(), PATIENCE);
    }
  }

  /**
   * @return whether the agent has answered
   */
  private boolean say(int person, int word, Duration patience) {
    try {
      HttpResponse<Void> response =
          client.send(
              HttpRequest.newBuilder(URI.create(base + "/api/v1/customers/p" + person + "/events"))
                  .timeout(patience)
                  .header("Authorization", TrackCalls.AUTHORIZATION)
                  .POST(
                      BodyPublishers.ofString(
                          "{\"name\":\"said\",\"data\":{\"seq\":" + word + "}}"))
                  .build(),
              BodyHandlers.discarding());
      if (response.statusCode() == 200) {
        synchronized (answered) {
          answered.set(word);
        }
      }
      return response.headers().firstValue("X-Customerio-Agent").isPresent();
    } catch (IOException timeout) {
      unanswered.incrementAndGet();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
