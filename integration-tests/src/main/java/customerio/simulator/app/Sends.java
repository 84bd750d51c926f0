package customerio.simulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Checks;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Problem;
import customerio.simulator.calls.Reading;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import customerio.simulator.state.Operation;
import customerio.simulator.state.PersonKey;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Transactional messages. Every accepted send goes out: there is no key to tell a repeat by. */
final class Sends {

  private static final Set<PersonKey.Kind> RECIPIENTS =
      EnumSet.of(PersonKey.Kind.ID, PersonKey.Kind.EMAIL, PersonKey.Kind.CIO_ID);

  /** What an e-mail without a template has to bring. */
  private static final List<String> OWN_CONTENT = List.of("body", "subject", "from");

  private final Intake intake;
  private final Clock clock;
  private final AtomicLong deliveries = new AtomicLong();

  Sends(Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  ApiReply send(Call call, String channel) {
    if (!(Json.parse(call.request().body()) instanceof ObjectNode body)) {
      return Replies.metaError(Family.APP, 400, "malformed JSON");
    }
    Checks checks = new Checks();
    PersonKey recipient = checks.person(body, "identifiers", RECIPIENTS);
    JsonNode template = body.get("transactional_message_id");
    boolean hasTemplate = template != null && (template.isIntegralNumber() || template.isTextual());
    if (channel.equals("email")) {
      checks.requiredText(body, "to", "to");
      if (!hasTemplate) {
        OWN_CONTENT.forEach(field -> checks.requiredText(body, field, field));
      }
    } else if (!hasTemplate) {
      checks.add(
          Problem.invalid("transactional_message_id", "transactional_message_id is required"));
    }
    Operation operation =
        Operation.of("send_" + channel, recipient)
            .named(hasTemplate ? template.asText() : null)
            .withData(body);
    List<Problem> problems = intake.take(call, new Reading(operation, checks.problems()));
    if (!problems.isEmpty()) {
      return Replies.metaError(Family.APP, 400, problems.get(0).message());
    }
    return Replies.json(
        Family.APP,
        200,
        Json.object()
            .put("delivery_id", String.format("RPIL%08X", deliveries.incrementAndGet()))
            .put("queued_at", clock.millis() / 1000));
  }
}
