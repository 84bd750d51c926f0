package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** The answer to a request that the client has just written to a {@link MemoryConnection}. */
interface PendingAnswer {

  /**
   * Called once, when the client reads.
   *
   * @return without its entity
   * @throws IOException to the application if {@link #isGiven}, else nothing has happened yet
   */
  ClassicHttpResponse receive() throws IOException;

  /** The entity of what was received. */
  AnswerEntity entity();

  /** From here on the original must not run: the request is accepted, or may have been sent. */
  boolean isGiven();

  static PendingAnswer accepted(Takeover.Accepted offer) {
    return new AcceptedAnswer(offer);
  }

  static ClassicHttpResponse head(Reply reply) {
    return WireView.fill(new BasicClassicHttpResponse(reply.status(), reply.reason()), reply);
  }
}
