package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Behind the network interceptors, where OkHttp would write to the connection. */
public final class CallServerInterception implements Interceptor {
  private static final Seam SEAM = Seam.of("okhttp");

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    if (!(arguments[0] instanceof okhttp3.Interceptor.Chain chain) || chain.connection() != null) {
      return Outcome.ORIGINAL;
    }
    Attempt attempt = Attempt.current();
    if (attempt == null) {
      return Outcome.ORIGINAL;
    }
    attempt.reach();
    CallTaker taker = SEAM.taker();
    HttpUrl url = chain.request().url();
    if (taker == null || !taker.claims(url.scheme(), url.host(), url.port(), url.encodedPath())) {
      return backToOriginal();
    }
    return answer(taker, chain, attempt);
  }

  private static Outcome answer(CallTaker taker, okhttp3.Interceptor.Chain chain, Attempt attempt) {
    TakenCall call = TakenCall.of(taker, chain);
    if (call == null) {
      return backToOriginal();
    }
    try {
      Response response = call.answer();
      if (response == null) {
        return backToOriginal();
      }
      attempt.answer();
      return new Outcome.Answer(response);
    } catch (IOException e) {
      attempt.answer();
      return new Outcome.Failure(Unrecoverable.of(e, chain.call()));
    } catch (Throwable fault) {
      taker.suppressed("okhttp", fault);
      return backToOriginal();
    }
  }

  /** There is no connection here to run the original with; {@link NetworkInterceptors} has it. */
  private static Outcome backToOriginal() {
    return new Outcome.Failure(new NotAnsweredException());
  }

  /** Ends the attempt. No application sees it but through an interceptor that looks at failures. */
  private static final class NotAnsweredException extends IOException {
    private static final long serialVersionUID = 1;

    NotAnsweredException() {
      super("not answered from memory, going to the network");
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
