package customerio.agent.instrumentation.app.okhttp;

import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Tells the call's listener what it would have heard of an exchange; without that, metrics that are
 * recorded when response headers arrive (Micrometer's are) would lose these calls. Events of a
 * connection stay away: there is none.
 *
 * <p>A listener that throws is the application's own affair, and must not undo a call that is done.
 */
final class CallEvents {
  private final Call call;
  private final EventListener listener;
  private boolean waitIsTold;

  CallEvents(Call call) {
    this.call = call;
    listener = OkHttpInternals.listener(call);
  }

  /** Also the last one before the waiting for an answer. */
  void requestSent(Request request, CapturedBody body) {
    try {
      listener.requestHeadersStart(call);
      listener.requestHeadersEnd(call, request);
      if (body.exists() && "100-continue".equalsIgnoreCase(request.header("Expect"))) {
        waits(); // before the body, for the 100
      }
      if (body.exists()) {
        listener.requestBodyStart(call);
        listener.requestBodyEnd(call, body.bytes().length);
      }
      if (OkHttpInternals.HEADERS_START_BEFORE_THEY_COME) {
        waits();
      }
    } catch (Throwable e) {
      // see above
    }
  }

  /** Told once from 3.14 on, and before that each time. */
  private void waits() {
    if (!waitIsTold || OkHttpInternals.RETRIES_FOREVER) {
      waitIsTold = true;
      listener.responseHeadersStart(call);
    }
  }

  void responseReceived(Response response, int bodyBytes) {
    try {
      if (!OkHttpInternals.HEADERS_START_BEFORE_THEY_COME) {
        waits();
      }
      listener.responseHeadersEnd(call, response);
      listener.responseBodyStart(call);
      listener.responseBodyEnd(call, bodyBytes);
    } catch (Throwable e) {
      // see above
    }
  }

  void ended() {
    try {
      listener.callEnd(call);
    } catch (Throwable e) {
      // see above
    }
  }
}
