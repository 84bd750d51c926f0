package customerio.agent.instrumentation.app.reactornetty;

import customerio.agent.instrumentation.bridge.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.tcp.SslProvider;

/** What Reactor Netty keeps to its own package; the same from 1.0 to 1.3. */
final class Internals {
  private static final String PACKAGE = "reactor.netty.http.client.";

  private final Class<?> handler;
  private final Field endpoint;
  private final Field method;
  private final Field scheme;
  private final Method address;
  private final Method pathAndQuery;
  private final Constructor<HttpClientConfig> copy;
  private final Field sslProvider;
  private final Method protocols;
  private final Method defaultSslProvider;
  private final Method laterProxy;

  /**
   * @throws LinkageError this is another Reactor Netty than those we know
   */
  Internals() {
    ClassLoader loader = HttpClientConfig.class.getClassLoader();
    try {
      handler = Class.forName(PACKAGE + "HttpClientConnect$HttpClientHandler", false, loader);
      endpoint = open(handler.getDeclaredField("toURI"));
      method = open(handler.getDeclaredField("method"));
      scheme = open(endpoint.getType().getDeclaredField("scheme"));
      address = open(endpoint.getType().getDeclaredMethod("getRemoteAddress"));
      pathAndQuery = open(endpoint.getType().getDeclaredMethod("getPathAndQuery"));
      copy = open(HttpClientConfig.class.getDeclaredConstructor(HttpClientConfig.class));
      sslProvider = open(HttpClientConfig.class.getDeclaredField("sslProvider"));
      protocols = open(HttpClientConfig.class.getDeclaredMethod("protocols", HttpProtocol[].class));
      Class<?> secure = Class.forName(PACKAGE + "HttpClientSecure", false, loader);
      defaultSslProvider =
          open(secure.getDeclaredMethod("defaultSslProvider", HttpClientConfig.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new LinkageError("Reactor Netty has other internals", e);
    }
    laterProxy = ifThere("proxyProviderSupplier");
  }

  private static Method ifThere(String name) {
    try {
      return HttpClientConfig.class.getMethod(name);
    } catch (NoSuchMethodException olderVersion) {
      return null;
    }
  }

  private static <T extends java.lang.reflect.AccessibleObject> T open(T member) {
    member.setAccessible(true);
    return member;
  }

  boolean isHandler(Object address) {
    return handler.isInstance(address);
  }

  String method(Object handler) throws ReflectiveOperationException {
    return method.get(handler).toString();
  }

  /**
   * Where the request goes, which is not always what its URL says.
   *
   * @return null when that is no host
   */
  Target target(Object handler) throws ReflectiveOperationException {
    Object uri = endpoint.get(handler);
    String protocol = (String) scheme.get(uri);
    return protocol.startsWith("http")
            && (SocketAddress) address.invoke(uri) instanceof InetSocketAddress host
        ? Target.of(protocol, host.getHostString(), host.getPort())
        : null;
  }

  String path(Object handler) throws ReflectiveOperationException {
    String target = (String) pathAndQuery.invoke(endpoint.get(handler));
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  boolean hasProxy(HttpClientConfig config) throws ReflectiveOperationException {
    return config.proxyProvider() != null
        || laterProxy != null && laterProxy.invoke(config) != null;
  }

  /** Whether TLS is the JVM's own, with its own trust; so it is with none at all. */
  boolean isTlsUntouched(HttpClientConfig config) throws ReflectiveOperationException {
    SslProvider used = config.sslProvider();
    return used == null || used == defaultSslProvider.invoke(null, config);
  }

  /** The same client, without TLS and with HTTP/1.1 alone. */
  HttpClientConfig inClear(HttpClientConfig config) throws ReflectiveOperationException {
    HttpClientConfig clear = copy.newInstance(config);
    sslProvider.set(clear, null);
    if (config.protocols().length > 1) {
      protocols.invoke(clear, (Object) new HttpProtocol[] {HttpProtocol.HTTP11});
    }
    return clear;
  }
}
