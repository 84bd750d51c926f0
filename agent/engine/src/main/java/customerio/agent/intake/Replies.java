package customerio.agent.intake;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.AcceptedReply;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.RejectedReply;
import java.util.ArrayList;
import java.util.List;

/** Customer.io's own answer to an accepted call, in neutral types. */
final class Replies {

  private static final String AGENT = "X-Customerio-Agent";

  private Replies() {}

  /** The same answer, by Customer.io's own word. */
  static Reply delivered(Operation operation) {
    Reply accepted = accepted(operation.endpoint(), operation.id());
    return new Reply(
        accepted.status(),
        Headers.of(
            accepted.headers().lines().stream()
                .map(line -> line.name().equals(AGENT) ? agent("delivered", operation) : line)
                .toList()),
        accepted.body());
  }

  /** Customer.io's refusal. */
  static Reply rejected(Operation operation, String reason) {
    return error(operation, RejectedReply.to(operation.endpoint(), reason));
  }

  static Reply unauthorized(Operation operation) {
    return error(operation, RejectedReply.unauthorized(operation.endpoint()));
  }

  private static Reply error(Operation operation, RejectedReply reply) {
    List<Header> lines = new ArrayList<>();
    reply.headers().forEach((name, value) -> lines.add(new Header(name, value)));
    lines.add(agent("rejected", operation));
    return new Reply(reply.status(), Headers.of(lines), reply.body());
  }

  private static Header agent(String word, Operation operation) {
    return new Header(AGENT, word + "; id=" + operation.id());
  }

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
