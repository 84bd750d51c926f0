package customerio.tests.throughput;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that tells Customer.io as fast as it can, or at a pace, about a few thousand
 * people, each of whom belongs to one of its threads: one identify in ten calls, events otherwise.
 * What it says about a person is numbered from 1.
 *
 * <p>Arguments: base URL, calls, calls a second (0 = as fast as it can).
 */
final class FlatOut {
  static final int THREADS = 8;
  static final int PEOPLE_A_THREAD = 250;
  static final int IDENTIFY_EVERY = 10;
  static final String WORKSPACE = "flat";

  static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  ("site-" + WORKSPACE + ":key-" + WORKSPACE).getBytes(StandardCharsets.US_ASCII));

  private final URI base;
  private final HttpClient client = HttpClient.newHttpClient();

  private FlatOut(URI base) {
    this.base = base;
  }

  public static void main(String[] arguments) throws Exception {
    FlatOut application = new FlatOut(URI.create(arguments[0]));
    int callsAThread = Integer.parseInt(arguments[1]) / THREADS;
    int callsASecond = Integer.parseInt(arguments[2]);
    AtomicLong answered = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      threads.add(new Thread(() -> application.call(thread, callsAThread, callsASecond, answered)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("said " + answered.get() + " in " + (System.nanoTime() - start) / 1_000_000);
    while (System.in.read() >= 0) {
      continue;
    }
  }

  static String person(int thread, int number) {
    return "p" + thread + '-' + number;
  }

  static boolean isIdentify(int sequence) {
    return sequence % IDENTIFY_EVERY == 1;
  }

  private void call(int thread, int calls, int callsASecond, AtomicLong answered) {
    long pause = callsASecond == 0 ? 0 : 1_000_000_000L * THREADS / callsASecond;
    long due = System.nanoTime();
    for (int n = 0; n < calls; n++) {
      String person = person(thread, n % PEOPLE_A_THREAD);
      int sequence = n / PEOPLE_A_THREAD + 1;
      try {
        int status = isIdentify(sequence) ? identify(person, sequence) : event(person, sequence);
        if (status != 200) {
          throw new IOException("answered " + status);
        }
        answered.incrementAndGet();
      } catch (IOException | InterruptedException failure) {
        System.out.println("failed " + failure);
        return;
      }
      due += pause;
      LockSupport.parkNanos(pause == 0 ? 0 : due - System.nanoTime());
    }
  }

  private int identify(String person, int sequence) throws IOException, InterruptedException {
    return send(
        request("/api/v1/customers/" + person)
            .PUT(BodyPublishers.ofString("{\"seq\":" + sequence + ",\"plan\":\"premium\"}")));
  }

  private int event(String person, int sequence) throws IOException, InterruptedException {
    return send(
        request("/api/v1/customers/" + person + "/events")
            .POST(
                BodyPublishers.ofString(
                    "{\"name\":\"said\",\"data\":{\"seq\":"
                        + sequence
                        + ",\"page\":\"/pricing\"}}")));
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", AUTHORIZATION)
        .header("Content-Type", "application/json");
  }
}
