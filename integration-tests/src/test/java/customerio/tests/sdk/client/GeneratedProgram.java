package customerio.tests.sdk.client;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application with one of the clients that openapi-generator writes from the shop's document.
 * They differ by library in how a client is made, and not in the names of what it can do; so one
 * program, which goes by names, is all of them.
 */
public final class GeneratedProgram {
  private static final String TRACK = "TrackApi";
  private static final String PIPELINES = "PipelinesApi";

  private final GeneratedClient track;
  private final GeneratedClient pipelines;

  private GeneratedProgram(GeneratedClient track, GeneratedClient pipelines) {
    this.track = track;
    this.pipelines = pipelines;
  }

  /**
   * @param arguments the client's package; base addresses of Track and Pipelines
   */
  public static void main(String[] arguments) throws Exception {
    new GeneratedProgram(
            GeneratedClient.of(arguments[0], TRACK, arguments[1], "site-shop", "key-shop"),
            GeneratedClient.of(arguments[0], PIPELINES, arguments[2], "wk-shop", ""))
        .run();
    System.exit(0);
  }

  private void run() throws Exception {
    call(track, "identifyCustomer", "ada", Map.of("email", "ada@example.com", "plan", "a"));
    call(track, "identifyCustomer", "ada@example.com", Map.of("plan", "b"));
    call(track, "trackEvent", "ada", Map.of("name", "bought", "data", Map.of("price", 1)));
    call(track, "changeEntity", person("bob", "c"));
    call(track, "changeEntities", Map.of("batch", List.of(person("eve", "d"), person("bob", "e"))));
    call(track, "deleteCustomer", "bob");
    call(track, "trackEvent", "ada", Map.of("name", ""));
    call(pipelines, "identifyUser", Map.of("userId", "joe", "messageId", "m1", "traits", Map.of()));
    call(pipelines, "trackUser", Map.of("userId", "joe", "messageId", "m2", "event", "bought"));
    call(
        pipelines,
        "sendUserBatch",
        Map.of(
            "batch",
            List.of(
                Map.of("type", "track", "userId", "joe", "messageId", "m3", "event", "returned"))));
    accepted();
  }

  private static Map<String, Object> person(String id, String plan) {
    return Map.of(
        "type",
        "person",
        "action",
        "identify",
        "identifiers",
        Map.of("id", id),
        "attributes",
        Map.of("plan", plan));
  }

  private static void call(GeneratedClient client, String operation, Object... arguments)
      throws Exception {
    Method method = client.method(operation);
    Object[] values = new Object[arguments.length];
    Arrays.setAll(values, i -> client.value(method.getParameterTypes()[i], arguments[i]));
    try {
      System.out.println(operation + " " + client.answer(method.invoke(client.api(), values)));
    } catch (InvocationTargetException e) {
      System.out.println(operation + " " + client.failure(e.getCause()));
    }
  }

  /** What the agent's bean says, where there is one. */
  private static void accepted() throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName agent : beans.queryNames(new ObjectName("customerio.agent:type=Agent"), null)) {
      long accepted = (long) beans.getAttribute(agent, "Accepted");
      for (long i = 0; i < accepted; i++) {
        System.out.println("answered by the agent");
      }
    }
  }
}
