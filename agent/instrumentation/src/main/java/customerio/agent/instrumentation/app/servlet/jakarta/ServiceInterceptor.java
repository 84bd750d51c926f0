package customerio.agent.instrumentation.app.servlet.jakarta;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import customerio.agent.capture.WebhookBody;
import customerio.agent.customerio.WebhookSignature;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import customerio.agent.instrumentation.webhook.WatchedBody;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/** {@code service(request, response)} of a servlet. */
public final class ServiceInterceptor implements Interceptor {

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = Interception.taker();
    if (taker == null || !(arguments[0] instanceof HttpServletRequest request)) {
      return Outcome.ORIGINAL;
    }
    String signature = request.getHeader(WebhookSignature.HEADER);
    if (signature == null || !isArrival(request) || isWatched(request)) {
      return Outcome.ORIGINAL;
    }
    WebhookBody body =
        taker.webhook(
            signature,
            request.getHeader(WebhookSignature.TIMESTAMP_HEADER),
            request.getContentLengthLong());
    return body == null
        ? Outcome.ORIGINAL
        : new Outcome.OriginalWith(
            new WatchedRequest(request, new WatchedBody(taker, body)), arguments[1]);
  }

  /** And not a second look at the same request, with its body read, after an error or a wait. */
  private static boolean isArrival(HttpServletRequest request) {
    DispatcherType type = request.getDispatcherType();
    return type == DispatcherType.REQUEST || type == DispatcherType.FORWARD;
  }

  /** Servlets hand on to others, and filters put wrappers of their own around ours. */
  private static boolean isWatched(HttpServletRequest request) {
    return request instanceof WatchedRequest
        || request instanceof ServletRequestWrapper wrapper
            && wrapper.isWrapperFor(WatchedRequest.class);
  }
}
