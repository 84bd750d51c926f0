package customerio.tests.contract;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.Seen;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * The application under test: it makes the calls that its standard input names. It knows nothing of
 * the agent but the bean that an operator would look at.
 *
 * <pre>
 *   12 send JdkCaller PUT http://… …      12 = 200 …
 *   13 begin JdkCaller GET http://… …     13 = begun
 *   14 cancel                             14 = cancelled
 *   15 end                                15 = ! java.util.concurrent.CancellationException
 *   16 bean Pending                       16 = 7
 *   17 await Pending 0                    17 = 0
 *   18 destinations 1 a rate limit        18 = track-us 1 a rate limit;
 * </pre>
 */
public final class Program {
  private static final String CLIENTS = Caller.class.getPackageName() + '.';

  /** Looks, at least a millisecond apart. Not a measure of anything: only what hangs takes them. */
  private static final int PATIENCE = 60_000;

  private final Map<String, Caller> callers = new HashMap<>();
  private FutureTask<String> begun;
  private Thread thread;
  private Caller caller;

  private Program() {}

  public static void main(String[] arguments) throws Exception {
    Program program = new Program();
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 3);
      System.out.println(words[0] + " = " + program.does(words[1], words[2]));
    }
  }

  private String does(String command, String rest) throws Exception {
    return switch (command) {
      case "send" -> sending(rest).call();
      case "begin" -> {
        begun = new FutureTask<>(sending(rest));
        thread = new Thread(begun, "caller");
        thread.setDaemon(true);
        thread.start();
        yield "begun";
      }
      case "cancel" -> {
        caller.cancel();
        yield "cancelled";
      }
      case "interrupt" -> {
        thread.interrupt();
        yield "interrupted";
      }
      case "end" -> begun.get();
      case "bean" -> bean(rest);
      case "await" -> await(rest);
      case "destinations" -> destinations(rest);
      case "connect" -> ConnectedTooEarly.of(rest);
      default -> throw new IllegalArgumentException(command);
    };
  }

  private Callable<String> sending(String rest) throws ReflectiveOperationException {
    int space = rest.indexOf(' ');
    String client = rest.substring(0, space);
    Caller chosen = callers.get(client);
    if (chosen == null) {
      chosen = (Caller) Class.forName(CLIENTS + client).getConstructor().newInstance();
      callers.put(client, chosen);
    }
    caller = chosen;
    Ask ask = Spoken.ask(rest.substring(space + 1));
    return () -> sent(caller, ask);
  }

  private static String sent(Caller caller, Ask ask) {
    try {
      Seen seen = caller.send(ask);
      return Spoken.line(Reply.of(seen));
    } catch (Exception failure) {
      Throwable told = failure instanceof ExecutionException ? failure.getCause() : failure;
      return Spoken.line(Reply.failed(told.getClass()));
    }
  }

  private static String await(String rest) throws Exception {
    String[] words = rest.split(" ");
    return look(words[0], shown -> shown.equals(words[1]));
  }

  private static String destinations(String rest) throws Exception {
    String[] words = rest.split(" ", 2);
    long wanted = Long.parseLong(words[0]);
    return look(
        "Destinations",
        shown ->
            Arrays.stream(shown.split("; ")).filter(one -> one.endsWith(words[1])).count()
                == wanted);
  }

  /**
   * Until the bean shows what is wanted, as an operator would look again and again.
   *
   * @return what it showed last, be it another thing
   */
  private static String look(String attribute, Predicate<String> wanted) throws Exception {
    String shown = bean(attribute);
    for (int looks = 1; looks < PATIENCE && !wanted.test(shown); looks++) {
      // leaves the processor to what is waited for
      LockSupport.parkNanos(1_000_000);
      shown = bean(attribute);
    }
    return shown;
  }

  private static String bean(String attribute) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName agent = new ObjectName("customerio.agent:type=Agent");
    if (!server.isRegistered(agent)) {
      return "0"; // the agent starts with the first call
    }
    Object value = server.getAttribute(agent, attribute);
    if (!(value instanceof CompositeData[] destinations)) {
      return String.valueOf(value);
    }
    StringBuilder all = new StringBuilder();
    for (CompositeData destination : destinations) {
      all.append(destination.get("name"))
          .append(' ')
          .append(destination.get("pending"))
          .append(' ')
          .append(destination.get("waitingFor"))
          .append("; ");
    }
    return all.toString();
  }
}
