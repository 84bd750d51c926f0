package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.ArrayList;
import java.util.List;

/**
 * Vert.x 4.3 to 5.2: its HttpClient, and with it WebClient and what is on top of these.
 *
 * <pre>
 *  WebClient ─▶ HttpClient.request   ◀ {@link RequestInterception}: a server of its own in the pool
 *    ─▶ NetClient.connectInternal    ◀ {@link ConnectInterception}: the bridge, in clear
 *    ─▶ HttpClientRequest, redirects ◀ {@link SecurityInterception}: is what it was asked to be
 * </pre>
 *
 * The request keeps saying that it is encrypted: that is what {@code absoluteURI()} tells the
 * application, and what a redirect is resolved against. Only the connection knows better.
 */
public final class VertxInstrumentation implements ClientInstrumentation {
  private static final String PACKAGE = "customerio.agent.instrumentation.app.vertx.";
  static final String CONNECT = "connectInternal";
  private static final String CLIENT = "io.vertx.core.http.impl.HttpClientImpl";

  @Override
  public String name() {
    return "vertx";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            CLIENT,
            "request",
            List.of("io.vertx.core.http.RequestOptions"),
            PACKAGE.concat("RequestInterception")),
        // 4 only
        new Hook(
            CLIENT,
            "request",
            List.of("io.vertx.core.http.RequestOptions", "io.vertx.core.Handler"),
            PACKAGE.concat("RequestInterception")),
        // 4.3 and 4.4
        new Hook(
            CLIENT,
            "doRequest",
            List.of(
                "io.vertx.core.http.HttpMethod",
                "io.vertx.core.net.SocketAddress",
                "io.vertx.core.net.SocketAddress",
                "java.lang.String",
                "int",
                "java.lang.Boolean",
                "java.lang.String",
                "io.vertx.core.MultiMap",
                "java.lang.String",
                "long",
                "java.lang.Boolean",
                "io.vertx.core.net.ProxyOptions",
                "io.vertx.core.http.impl.EndpointKey",
                "io.vertx.core.impl.future.PromiseInternal"),
            PACKAGE.concat("NameInterception")),
        connect4("boolean", "io.vertx.core.Promise"),
        // 4.5.28
        connect4("boolean", "boolean", "io.vertx.core.Promise"),
        // since 4.5.30
        connect4("java.util.List", "boolean", "io.vertx.core.Promise"),
        connect5("io.vertx.core.net.impl.NetClientImpl"),
        // since 5.1
        connect5("io.vertx.core.net.impl.tcp.NetClientImpl"),
        new Hook(
            "io.vertx.core.net.impl.ConnectionBase",
            "isSsl",
            List.of(),
            PACKAGE.concat("SecurityInterception")));
  }

  private static Hook connect4(String... between) {
    List<String> parameters = new ArrayList<>();
    parameters.add("io.vertx.core.net.ProxyOptions");
    parameters.add("io.vertx.core.net.SocketAddress");
    parameters.add("io.vertx.core.net.SocketAddress");
    parameters.add("java.lang.String");
    parameters.add("boolean");
    parameters.add("boolean");
    parameters.addAll(List.of(between));
    parameters.add("io.vertx.core.impl.ContextInternal");
    parameters.add("int");
    return new Hook(
        "io.vertx.core.net.impl.NetClientImpl",
        CONNECT,
        List.copyOf(parameters),
        PACKAGE.concat("ConnectInterception"));
  }

  private static Hook connect5(String type) {
    return new Hook(
        type,
        CONNECT,
        List.of(
            "io.vertx.core.net.ConnectOptions",
            "io.vertx.core.Promise",
            "io.vertx.core.internal.ContextInternal"),
        PACKAGE.concat("ConnectWithOptionsInterception"));
  }
}
