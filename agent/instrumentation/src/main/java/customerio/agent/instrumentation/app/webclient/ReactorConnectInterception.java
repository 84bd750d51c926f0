package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;

/**
 * Where WebClient hands a request over to Reactor Netty.
 *
 * <p>A connector of the application's own that extends Spring's is left alone: the original of its
 * call could only be run through the method that it overrides, whose code would run twice. Its
 * calls are seen by Reactor Netty's interceptor.
 */
public final class ReactorConnectInterception implements Interceptor {
  private static final Seam SEAM = Seam.of("webclient");

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = SEAM.taker();
    if (taker == null
        || !(arguments[1] instanceof URI uri)
        || uri.getHost() == null
        || !taker.claims(uri.getScheme(), uri.getHost(), uri.getPort(), uri.getRawPath())) {
      return Outcome.ORIGINAL;
    }
    if (self.getClass() != ReactorClientHttpConnector.class
        || !(arguments[0] instanceof HttpMethod method)
        || !(arguments[2] instanceof Function<?, ?> callback)
        || !canBeTaken(method)) {
      return Outcome.ORIGINAL;
    }
    ReactorClientHttpConnector connector = (ReactorClientHttpConnector) self;
    ReactorNettyClient client = ReactorNettyClient.of(connector);
    return client == null
        ? Outcome.ORIGINAL
        : new Outcome.Answer(
            whenSubscribed(client, new OriginalCall(connector, method, uri, writer(callback))));
  }

  private static boolean canBeTaken(HttpMethod method) {
    return switch (method.name()) {
      case "HEAD", "OPTIONS", "TRACE", "CONNECT" -> false;
      default -> true;
    };
  }

  @SuppressWarnings("unchecked") // the caller's compiler has seen to it
  private static Function<? super ClientHttpRequest, Mono<Void>> writer(Function<?, ?> callback) {
    return (Function<? super ClientHttpRequest, Mono<Void>>) callback;
  }

  /** Nothing happens before, and every subscription is a call of its own. */
  private static Mono<ClientHttpResponse> whenSubscribed(
      NativeClient client, OriginalCall original) {
    return Mono.defer(
        () -> {
          CallTaker taker = SEAM.taker();
          if (taker == null) {
            return original.fromTheBeginning();
          }
          TakenCall call;
          try {
            call = new TakenCall(taker, client, original);
          } catch (Throwable fault) {
            taker.suppressed("webclient", fault);
            return original.fromTheBeginning();
          }
          return call.response();
        });
  }
}
