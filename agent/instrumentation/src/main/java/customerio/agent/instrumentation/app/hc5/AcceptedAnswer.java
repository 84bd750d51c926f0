package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Made before anything happens, and committed when the client reads it. */
final class AcceptedAnswer implements PendingAnswer {
  private final Takeover.Accepted offer;
  private final ClassicHttpResponse head;
  private final AnswerEntity entity;
  private boolean given;

  AcceptedAnswer(Takeover.Accepted offer) {
    Reply reply = offer.reply();
    this.offer = offer;
    this.head = PendingAnswer.head(reply);
    this.entity = new AnswerEntity(reply);
  }

  @Override
  public ClassicHttpResponse receive() throws IOException {
    given = offer.commit();
    if (!given) {
      throw new NotAnsweredException();
    }
    return head;
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
