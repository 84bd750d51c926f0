package customerio.agent.config;

import java.util.List;

/**
 * What stands for {@code <name>} in {@code client.<name>.enabled}. The instrumentation has a client
 * for each; here they are named, so that a misspelt one is told from a right one.
 */
public final class ClientNames {
  private static final List<String> ALL =
      List.of(
          "jdk",
          "urlconnection",
          "okhttp",
          "apache4",
          "apache5",
          "apache5-async",
          "reactor-netty",
          "async-http-client",
          "vertx",
          "jetty",
          "webclient",
          "servlet",
          "httpserver",
          "opentelemetry",
          "wrapper");

  private ClientNames() {}

  public static List<String> all() {
    return ALL;
  }
}
