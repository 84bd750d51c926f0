package customerio.tests.environments;

import customerio.tests.environments.shop.CustomerioClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Many virtual threads that call at the same time, over all clients in turn. Arguments: base URL,
 * number of threads, file for a recording, clients. Prints how often it got which answer, and each
 * place of the agent that kept a carrier thread waiting.
 */
public final class VirtualThreads {

  private VirtualThreads() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    Path file = Path.of(arguments[2]);
    CustomerioClient[] clients = new CustomerioClient[arguments.length - 3];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = CustomerioClient.named(arguments[i + 3]);
    }
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
      recording.start();
      for (int i = 0; i < clients.length; i++) {
        System.out.println(clients[i].track(base, i).strip());
      }
      System.out.println(answers(base, clients.length, threads, clients));
      recording.stop();
      recording.dump(file);
    }
    for (RecordedEvent pinned : RecordingFile.readAllEvents(file)) {
      sayIfOurs(pinned);
    }
    System.out.println("said");
    customerio.tests.environments.shop.Shop.awaitEnd();
    System.exit(0);
  }

  private static Map<String, Integer> answers(
      URI base, int first, int threads, CustomerioClient[] clients) throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch done = new CountDownLatch(threads);
    ThreadFactory factory = FirstCalls.factory("virtual");
    for (int i = 0; i < threads; i++) {
      int number = first + i;
      factory
          .newThread(
              () -> {
                String answer;
                try {
                  ready.countDown();
                  ready.await();
                  answer = clients[number % clients.length].track(base, number).strip();
                } catch (Throwable e) {
                  answer = e.toString();
                }
                synchronized (answers) {
                  answers.merge(answer, 1, Integer::sum);
                }
                done.countDown();
              })
          .start();
    }
    done.await();
    return answers;
  }

  private static void sayIfOurs(RecordedEvent pinned) {
    if (pinned.getStackTrace() == null) {
      return;
    }
    for (RecordedFrame frame : pinned.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (type.startsWith("customerio.agent.")) {
        System.out.println(
            "pinned at " + type + "." + frame.getMethod().getName() + ":" + frame.getLineNumber());
        return;
      }
    }
  }
}
