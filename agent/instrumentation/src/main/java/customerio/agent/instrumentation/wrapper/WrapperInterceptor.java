package customerio.agent.instrumentation.wrapper;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Seam;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.UnsayableValueException;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/**
 * A call of a mapped method, in place of the HTTP request that it would make.
 *
 * <p>Whatever keeps it from being said or accepted lets the original run, whose request an HTTP
 * client's interceptor then sees like any other.
 */
public final class WrapperInterceptor implements Interceptor {
  private static final int REQUEST_TIMEOUT = 408;

  private final MappedMethod method;
  private final Answer answer;

  /**
   * @param told by {@link MappedMethod#found}
   */
  public WrapperInterceptor(String told) {
    int comma = told.indexOf(',');
    method = WrapperInstrumentation.method(Integer.parseInt(told.substring(0, comma)));
    answer = Answer.valueOf(told.substring(comma + 1));
  }

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = Seam.of(WrapperInstrumentation.NAME).taker();
    if (taker == null) {
      return Outcome.ORIGINAL;
    }
    CapturedRequest request = request(taker, arguments);
    if (request == null
        || !taker.claims(request.scheme(), request.host(), request.port(), request.rawPath())
        || taker.wouldPass(
            request.method(),
            request.scheme(),
            request.host(),
            request.port(),
            request.rawPath())) {
      return Outcome.ORIGINAL;
    }
    if (request.body().length > taker.maxBodyBytes()) {
      taker.bypassed();
      return Outcome.ORIGINAL;
    }
    return outcome(taker.take(request, taker.origin()));
  }

  /** Null when the call cannot be put into words. */
  private CapturedRequest request(CallTaker taker, Object[] arguments) {
    try {
      return method.wrapper().request(arguments);
    } catch (UnsayableValueException unsayable) {
      leftAlone(taker, "was called with " + unsayable.getMessage());
    } catch (IOException unreadable) {
      leftAlone(taker, "has a credential file that cannot be read");
    }
    return null;
  }

  private void leftAlone(CallTaker taker, String why) {
    taker.bypassed();
    taker.leftAlone(method.sentence(why + "; such calls run as without the agent"));
  }

  private Outcome outcome(Takeover takeover) {
    if (takeover instanceof Takeover.Accepted accepted) {
      Outcome answered = new Outcome.Answer(answer.value());
      return accepted.commit() ? answered : Outcome.ORIGINAL;
    }
    return takeover instanceof Takeover.Relayed relayed ? relayed(relayed) : Outcome.ORIGINAL;
  }

  /**
   * The first call of a credential, and every one in mode {@code sync}. What Customer.io refuses
   * has had no effect, so the original may try, and fails in the application's own words.
   */
  private Outcome relayed(Takeover.Relayed relayed) {
    Outcome answered = new Outcome.Answer(answer.value());
    try {
      int status = relayed.exchange(null).status();
      if (status / 100 == 2) {
        return answered;
      }
      return mayHaveHadAnEffect(status)
          ? unknown(new IOException("Customer.io answered " + status))
          : Outcome.ORIGINAL;
    } catch (NothingSentException | CustomerioUnavailableException nothingSent) {
      return Outcome.ORIGINAL;
    } catch (IOException failure) {
      return unknown(failure);
    }
  }

  /** A gateway says 502 and 504 of what it has passed on, and a server may fail after its work. */
  private static boolean mayHaveHadAnEffect(int status) {
    return status >= 500 || status == REQUEST_TIMEOUT;
  }

  /** It may have arrived, and the original would say it again under another id. */
  private Outcome unknown(IOException failure) {
    return answer.isFuture()
        ? new Outcome.Answer(CompletableFuture.failedFuture(failure))
        : new Outcome.Failure(new UncheckedIOException(failure));
  }
}
