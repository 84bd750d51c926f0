package customerio.tests.environments.shop;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arguments: base URL, and the clients to use one after the other. Prints each answer, and {@code
 * said} when there are all; ends with its standard input.
 */
public final class Shop {
  public static final int CALLS_PER_CLIENT = 3;

  private Shop() {}

  public static void main(String[] arguments) throws Exception {
    URI base = URI.create(arguments[0]);
    String[] clients = Arrays.copyOfRange(arguments, 1, arguments.length);
    say(base, 0, clients).forEach(System.out::println);
    System.out.println("said");
    awaitEnd();
    System.exit(0);
  }

  /**
   * @param first number of the first event
   * @return what was answered
   */
  public static List<String> say(URI base, int first, String... clients) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String name : clients) {
      CustomerioClient client = CustomerioClient.named(name);
      for (int i = 0; i < CALLS_PER_CLIENT; i++) {
        answers.add(name + " " + client.track(base, first + answers.size()));
      }
    }
    return answers;
  }

  public static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // whatever it is
    }
  }
}
