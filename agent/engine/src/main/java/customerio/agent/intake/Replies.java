package customerio.agent.intake;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.AcceptedReply;
import customerio.agent.customerio.Endpoint;

/** Customer.io's own answer to an accepted call, in neutral types. */
final class Replies {

  private Replies() {}

  static Reply accepted(Endpoint endpoint, String operationId) {
    AcceptedReply reply = AcceptedReply.to(endpoint, operationId);
    return new Reply(
        reply.status(),
        Headers.of(
            reply.headers().stream()
                .map(line -> new Header(line.getKey(), line.getValue()))
                .toList()),
        reply.body());
  }
}
