package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.Header;
import customerio.agent.capture.Reply;
import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

/** Reactor Netty's {@code HttpClient} of one connector. */
final class ReactorNettyClient implements NativeClient {
  private static final Field CLIENT = find(ReactorClientHttpConnector.class, "httpClient");

  /** What an application can have called for each request, and what has no public getter. */
  private static final List<Field> CALLBACKS =
      Stream.of(
              "connector",
              "deferredConf",
              "doOnRequest",
              "doAfterRequest",
              "doOnRedirect",
              "doOnRequestError",
              "doOnResponse",
              "doAfterResponseSuccess",
              "doOnResponseError")
          .map(name -> find(HttpClientConfig.class, name))
          .filter(Objects::nonNull)
          .toList();

  private final HttpClientConfig config;

  private ReactorNettyClient(HttpClientConfig config) {
    this.config = config;
  }

  /**
   * @return null when the client does more with a request than can be done here: then it has to
   *     make the call itself, over a connection
   */
  static ReactorNettyClient of(ReactorClientHttpConnector connector) {
    if (!(read(CLIENT, connector) instanceof HttpClient client)) {
      return null;
    }
    HttpClientConfig config = client.configuration();
    return isHeard(config) || isRouted(config) || config.websocketClientSpec() != null
        ? null
        : new ReactorNettyClient(config);
  }

  /** Somebody listens to requests or connections, or changes them. */
  private static boolean isHeard(HttpClientConfig config) {
    return config.metricsRecorder() != null
        || config.doOnConnect() != null
        || config.doOnConnected() != null
        || config.doOnDisconnected() != null
        || config.doOnChannelInit() != ChannelPipelineConfigurer.emptyConfigurer()
        || config.connectionObserver() != ConnectionObserver.emptyListener()
        || CALLBACKS.stream().anyMatch(field -> read(field, config) != null);
  }

  /** It has a way of its own to its server. */
  private static boolean isRouted(HttpClientConfig config) {
    return config.hasProxy()
        || config.sslProvider() != null
        || config.bindAddress() != null
        || config.resolver() != null && config.resolver() != DefaultAddressResolverGroup.INSTANCE
        || config.getNameResolverProvider() != null;
  }

  @Override
  public List<Header> addedTo(HttpHeaders own) {
    List<Header> added = new ArrayList<>();
    for (Map.Entry<String, String> line : config.headers()) {
      if (own.getFirst(line.getKey()) == null) {
        added.add(new Header(line.getKey(), line.getValue()));
      }
    }
    addDefault(added, own, "User-Agent", HttpClient.USER_AGENT);
    addDefault(added, own, "Accept", "*/*");
    return added;
  }

  private void addDefault(List<Header> added, HttpHeaders own, String name, String value) {
    if (!config.headers().contains(name) && own.getFirst(name) == null) {
      added.add(new Header(name, value));
    }
  }

  /** The loop of the current thread, if that is one: as a connection of this client would have. */
  @Override
  public Executor callbacks() {
    return config.loopResources().onClient(config.isPreferNative()).next();
  }

  @Override
  public Duration responseTimeout() {
    return config.responseTimeout();
  }

  @Override
  public Throwable timedOut(Throwable cause) {
    return ReadTimeoutException.INSTANCE;
  }

  @Override
  public Reply decoded(Reply reply) throws IOException {
    return config.isAcceptGzip() ? GzipAnswer.unpacked(reply) : reply;
  }

  /** Another decoder can be set by a deprecated method only. */
  @Override
  public MultiValueMap<String, ResponseCookie> cookies(List<String> setCookies) {
    MultiValueMap<String, ResponseCookie> cookies = new LinkedMultiValueMap<>();
    for (String setCookie : setCookies) {
      Cookie cookie = ClientCookieDecoder.STRICT.decode(setCookie);
      if (cookie != null) {
        cookies.add(cookie.name(), responseCookie(cookie));
      }
    }
    return cookies;
  }

  private static ResponseCookie responseCookie(Cookie cookie) {
    return ResponseCookie.fromClientResponse(cookie.name(), cookie.value())
        .domain(cookie.domain())
        .path(cookie.path())
        .maxAge(cookie.maxAge())
        .secure(cookie.isSecure())
        .httpOnly(cookie.isHttpOnly())
        .sameSite(
            cookie instanceof DefaultCookie full && full.sameSite() != null
                ? full.sameSite().name()
                : null)
        .build();
  }

  private static Field find(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException e) {
      return null;
    }
  }

  private static Object read(Field field, Object owner) {
    try {
      return field == null ? null : field.get(owner);
    } catch (IllegalAccessException e) {
      return null;
    }
  }
}
