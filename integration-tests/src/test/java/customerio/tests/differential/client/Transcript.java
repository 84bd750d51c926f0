package customerio.tests.differential.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Prints what a caller sees. Addresses are replaced by names: ports differ from run to run. */
final class Transcript {
  private final Caller caller;
  private final Map<String, String> names;
  private final BufferedReader go =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  /**
   * @param names of addresses
   */
  Transcript(Caller caller, Map<String, String> names) {
    this.caller = caller;
    this.names = names;
  }

  void scene(String title, Ask ask) {
    print("== " + title);
    show(() -> caller.send(ask));
    caller.notes().forEach(note -> print("noted " + note));
  }

  /** A call that is disturbed once the server has it. */
  void disturbed(String title, Ask ask, Disturbance disturbance)
      throws IOException, InterruptedException {
    print("== " + title);
    Thread thread =
        new Thread(
            () -> {
              show(() -> caller.send(ask));
              print("interrupted " + Thread.currentThread().isInterrupted());
            });
    thread.start();
    go.readLine();
    disturbance.of(thread);
    thread.join();
    caller.notes().forEach(note -> print("noted " + note));
  }

  interface Disturbance {
    void of(Thread thread);
  }

  private void show(Callable<Seen> call) {
    try {
      Seen seen = call.call();
      print("status " + seen.status());
      Map<String, String> headers = new TreeMap<>();
      seen.headers()
          .forEach(
              (name, values) ->
                  headers.merge(
                      String.valueOf(name).toLowerCase(Locale.ROOT),
                      String.join(", ", values),
                      (a, b) -> a + ", " + b));
      headers.forEach((name, value) -> print("header " + name + ": " + value));
      print("body " + (seen.body() == null ? null : seen.body().replace("\n", "\\n")));
    } catch (Throwable e) {
      int depth = 0;
      for (Throwable cause = e; cause != null && depth < 2; cause = cause.getCause(), depth++) {
        print("thrown " + cause.getClass().getName() + ": " + cause.getMessage());
      }
    }
  }

  private void print(String line) {
    String named = line;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    System.out.println(named);
  }
}
