package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Customer.io's own answer, waited for as long as the call lives. */
final class RelayedAnswer implements PendingAnswer {

  /**
   * How soon an aborted call comes back. Looked at and not waited for, because what an abort
   * cancels is known to the client's runtime alone.
   */
  private static final long ABORT_LATENCY_MILLIS = 20;

  private final Takeover.Relayed relayed;
  private final Execution execution;
  private final HttpRoute route;
  private AnswerEntity entity;
  private boolean given;

  RelayedAnswer(Takeover.Relayed relayed, Execution execution, HttpRoute route) {
    this.relayed = relayed;
    this.execution = execution;
    this.route = route;
  }

  @Override
  public ClassicHttpResponse receive() throws IOException {
    given = true;
    ResponseTimeout timeout = ResponseTimeout.of(execution.runtime(), route, execution.context());
    Reply reply = await(relayed.exchangeAsync(timeout.duration()));
    try {
      entity = new AnswerEntity(reply);
      return PendingAnswer.head(reply);
    } catch (RuntimeException e) {
      throw new FinalFailure("unusable answer", e); // it was sent: too late for the original
    }
  }

  /**
   * An interrupt does not end it, as it does not end the reading of a socket: HttpClient's callers
   * are used to see it afterwards.
   */
  private Reply await(CompletableFuture<Reply> pending) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return pending.get(ABORT_LATENCY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          if (execution.runtime().isExecutionAborted()) {
            pending.cancel(true);
            throw new RequestFailedException("Request aborted");
          }
        }
      }
    } catch (CancellationException e) {
      throw new RequestFailedException("Request aborted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NothingSentException) {
        given = false;
        throw new NotAnsweredException();
      }
      throw FinalFailure.of(e.getCause(), "Read timed out");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public AnswerEntity entity() {
    return entity;
  }

  @Override
  public boolean isGiven() {
    return given;
  }
}
