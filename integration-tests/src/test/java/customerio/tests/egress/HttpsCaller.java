package customerio.tests.egress;

import customerio.tests.crash.TrackCalls;
import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.Seen;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * The same calls through each client it is told to use, all of them encrypted; prints what came of
 * each.
 *
 * <pre>
 *   OkHttp event = 200 queued      "queued" as the agent says it
 *   OkHttp wrong = ! not sent
 *   OkHttp read = ! not sent: java.net.ConnectException: refused
 * </pre>
 */
public final class HttpsCaller {
  /** More than the agent wants to hold, so that the call is made as the application made it. */
  private static final int LARGE = 2 << 20;

  private final String customerio;
  private final String wrong;
  private final String foreign;

  private HttpsCaller(String customerio, String wrong, String foreign) {
    this.customerio = customerio;
    this.wrong = wrong;
    this.foreign = foreign;
  }

  /**
   * @param arguments base addresses of Customer.io, of a Customer.io whose certificate has another
   *     name ("" for none), and of somebody else; then the classes of the callers
   */
  public static void main(String[] arguments) throws Exception {
    HttpsCaller program = new HttpsCaller(arguments[0], arguments[1], arguments[2]);
    for (int i = 3; i < arguments.length; i++) {
      Caller caller = (Caller) Class.forName(arguments[i]).getDeclaredConstructor().newInstance();
      program.play(caller, caller.getClass().getSimpleName().replaceFirst("Caller$", ""));
    }
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName agent = new ObjectName("customerio.agent:type=Agent");
    // there is none where no client is woven
    if (beans.isRegistered(agent)) {
      // what is delivered is no longer pending, and counted a moment later
      while (!beans.getAttribute(agent, "Pending").equals(0L)
          || !beans
              .getAttribute(agent, "Delivered")
              .equals(beans.getAttribute(agent, "Accepted"))) {
        LockSupport.parkNanos(1_000_000);
      }
      for (String counter : List.of("Accepted", "Delivered", "PassedThrough")) {
        System.out.println(counter + " = " + beans.getAttribute(agent, counter));
      }
      System.out.println("Clients = " + passed(beans));
    }
    System.out.flush();
    System.exit(0);
  }

  /** Of those that have left any call alone. */
  private static Map<String, Long> passed(MBeanServer beans) throws Exception {
    Map<String, Long> passed = new TreeMap<>();
    ObjectName clients = new ObjectName("customerio.agent:type=Clients");
    for (CompositeData client : (CompositeData[]) beans.getAttribute(clients, "Clients")) {
      if (!client.get("passed").equals(0L)) {
        passed.put((String) client.get("name"), (Long) client.get("passed"));
      }
    }
    return passed;
  }

  private void play(Caller caller, String client) {
    String person = "/api/v1/customers/" + client;
    say(client, "identify", caller, ask("PUT", customerio + person).json("{\"plan\":\"a\"}"));
    say(client, "event", caller, event(customerio + person, client));
    say(client, "read", caller, ask("GET", customerio + "/api/v1/accounts/region"));
    say(client, "foreign", caller, event(foreign + person, client));
    if (canResolve(caller)) {
      say(client, "large", caller, large(customerio + person));
      say(client, "wrong", caller, large(wrong + person));
    }
  }

  /**
   * Where Reactor Netty makes a connection of its own it asks the DNS, which does not know the
   * names of this test; WebClient has it do so for what is not taken over.
   */
  private boolean canResolve(Caller caller) {
    return !wrong.isEmpty() && !caller.getClass().getSimpleName().startsWith("WebClient");
  }

  private static Ask event(String person, String name) {
    return ask("POST", person + "/events").json("{\"name\":\"" + name + "\",\"data\":{}}");
  }

  private static Ask large(String person) {
    return ask("POST", person + "/events")
        .json("{\"name\":\"large\",\"data\":{\"text\":\"" + "x".repeat(LARGE) + "\"}}");
  }

  private static Ask ask(String method, String url) {
    return Ask.of(method, url, TrackCalls.AUTHORIZATION);
  }

  private static void say(String client, String what, Caller caller, Ask ask) {
    String outcome;
    try {
      Seen seen = caller.send(ask);
      outcome = seen.status() + mark(seen.headers()) + body(what, seen);
    } catch (Exception e) {
      // each client says in its own way that the certificate is another's
      outcome = "! not sent" + (what.equals("wrong") ? "" : causes(e));
    }
    System.out.println(client + ' ' + what + " = " + outcome);
  }

  private static String causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::toString)
        .collect(Collectors.joining(", caused by ", ": ", ""));
  }

  private static String mark(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .filter(line -> "X-Customerio-Agent".equalsIgnoreCase(line.getKey()))
        .map(line -> ' ' + line.getValue().get(0).split(";")[0])
        .findFirst()
        .orElse("");
  }

  /** What only Customer.io can know. */
  private static String body(String what, Seen seen) {
    return what.equals("read") || what.equals("foreign") ? ' ' + seen.body().strip() : "";
  }
}
