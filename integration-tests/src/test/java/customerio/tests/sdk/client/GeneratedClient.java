package customerio.tests.sdk.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One generated API object, by name. */
record GeneratedClient(Object api, Class<?> type) {

  /**
   * @param library package of the client
   * @param name of the API
   */
  static GeneratedClient of(String library, String name, String base, String user, String password)
      throws Exception {
    Class<?> type = Class.forName(library + ".api." + name);
    Class<?> clientType = Class.forName(library + ".ApiClient");
    if (type.isInterface()) {
      return ofFeign(clientType, type, base, user, password);
    }
    Object client = clientType.getConstructor().newInstance();
    if (has(clientType, "updateBaseUri")) {
      clientType.getMethod("updateBaseUri", String.class).invoke(client, base);
      clientType
          .getMethod("setRequestInterceptor", Consumer.class)
          .invoke(client, authorizing(user, password));
    } else {
      clientType.getMethod("setBasePath", String.class).invoke(client, base);
      clientType.getMethod("setUsername", String.class).invoke(client, user);
      clientType.getMethod("setPassword", String.class).invoke(client, password);
    }
    return new GeneratedClient(type.getConstructor(clientType).newInstance(client), type);
  }

  private static GeneratedClient ofFeign(
      Class<?> clientType, Class<?> type, String base, String user, String password)
      throws Exception {
    Object client = clientType.getConstructor(String.class).newInstance("basic");
    clientType.getMethod("setBasePath", String.class).invoke(client, base);
    clientType
        .getMethod("setCredentials", String.class, String.class)
        .invoke(client, user, password);
    return new GeneratedClient(
        clientType.getMethod("buildClient", Class.class).invoke(client, type), type);
  }

  /** The one on the JDK's client knows no credentials. */
  private static Consumer<HttpRequest.Builder> authorizing(String user, String password) {
    String pair = user + ':' + password;
    String authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request -> request.header("Authorization", authorization);
  }

  private static boolean has(Class<?> type, String method) {
    return Arrays.stream(type.getMethods()).anyMatch(it -> it.getName().equals(method));
  }

  /** The one with the fewest parameters. */
  Method method(String operation) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(operation))
        .min(Comparator.comparing(Method::getParameterCount))
        .orElseThrow();
  }

  /** A map as the model of that type: its setters are named like its properties. */
  Object value(Class<?> type, Object said) {
    if (type.isInstance(said)) {
      return said;
    }
    try {
      Object model = type.getConstructor().newInstance();
      for (Map.Entry<?, ?> property : ((Map<?, ?>) said).entrySet()) {
        set(model, property.getKey().toString(), property.getValue());
      }
      return model;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void set(Object model, String property, Object said) throws ReflectiveOperationException {
    if (property.equals("batch") && has(model.getClass(), "addBatchItem")) {
      Method add = named(model.getClass(), "addBatchItem");
      for (Object item : (Iterable<?>) said) {
        add.invoke(model, value(add.getParameterTypes()[0], item));
      }
      return;
    }
    String setter =
        "set" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    Method set = named(model.getClass(), setter);
    set.invoke(model, value(set.getParameterTypes()[0], said));
  }

  private static Method named(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Some answer at once, others with what has to be waited for. */
  Object answer(Object answer) throws ReflectiveOperationException, InvocationTargetException {
    return answer != null && has(answer.getClass(), "block")
        ? Class.forName("reactor.core.publisher.Mono").getMethod("block").invoke(answer)
        : answer;
  }

  /** Its class, and the status if it has one. */
  String failure(Throwable failure) {
    for (String name : new String[] {"getCode", "status", "getStatusCode"}) {
      if (has(failure.getClass(), name)) {
        try {
          return failure.getClass().getName()
              + ' '
              + failure.getClass().getMethod(name).invoke(failure);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return failure.toString();
  }
}
