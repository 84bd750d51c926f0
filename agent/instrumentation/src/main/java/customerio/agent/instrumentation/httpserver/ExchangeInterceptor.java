package customerio.agent.instrumentation.httpserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import customerio.agent.capture.WebhookBody;
import customerio.agent.customerio.WebhookSignature;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import customerio.agent.instrumentation.webhook.WatchedBody;

/**
 * {@code doFilter(HttpExchange, Chain)}; the body is watched by the means filters have for that.
 */
public final class ExchangeInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = Interception.taker();
    if (taker == null || !(arguments[0] instanceof HttpExchange exchange)) {
      return Outcome.ORIGINAL;
    }
    Headers headers = exchange.getRequestHeaders();
    String signature = headers.getFirst(WebhookSignature.HEADER);
    if (signature == null) {
      return Outcome.ORIGINAL;
    }
    WebhookBody body =
        taker.webhook(
            signature, headers.getFirst(WebhookSignature.TIMESTAMP_HEADER), length(headers));
    if (body != null) {
      exchange.setStreams(
          new WatchedStream(exchange.getRequestBody(), new WatchedBody(taker, body)), null);
    }
    return Outcome.ORIGINAL;
  }

  private static long length(Headers headers) {
    String length = headers.getFirst("Content-Length");
    // the server has answered 400 to one that is no number
    return length == null ? -1 : Long.parseLong(length.trim());
  }
}
