package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.operations.OperationView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Operations as a table, one by one, or as JSON. */
final class OperationsReport {

  private OperationsReport() {}

  static List<String> table(List<OperationView> operations, Instant now) {
    Table table =
        new Table().row("ID", "STATE", "KIND", "DESTINATION", "SAID", "SIZE", "TRIES", "NOTE");
    for (OperationView operation : operations) {
      table.row(
          or(operation.id(), "(unreadable)"),
          operation.state(),
          operation.kind(),
          operation.destination(),
          Amounts.time(operation.capturedAt(), now),
          Amounts.bytes(operation.bytes()),
          tries(operation),
          note(operation, now));
    }
    return table.lines();
  }

  static List<String> page(OperationView operation, Instant now) {
    Table table = new Table();
    table.row("id", or(operation.id(), "(unreadable)"));
    table.row("state", operation.state());
    table.row("kind", operation.kind());
    table.row("destination", operation.destination());
    table.row("credential", or(operation.credential(), "none"));
    table.row("said", Amounts.time(operation.capturedAt(), now));
    table.row("size", Amounts.bytes(operation.bytes()));
    if (!tries(operation).isEmpty()) {
      table.row("tries", tries(operation));
    }
    if (!operation.notBefore().isEmpty()) {
      table.row("not before", Amounts.time(operation.notBefore(), now));
    }
    if (!operation.givenUpAt().isEmpty()) {
      table.row("given up", Amounts.time(operation.givenUpAt(), now));
    }
    if (!operation.reason().isEmpty()) {
      table.row("reason", Plain.text(operation.reason()));
    }
    return table.lines();
  }

  /** Why there may be such that show nothing. */
  static String unreadable(long count) {
    return Amounts.count(count, "operation")
        + " cannot be read: damaged, of a newer version of the agent, or encrypted ("
        + Option.KEY_FILE.writtenWithValue()
        + ")";
  }

  /**
   * @param contents what was exported of them; empty if it was not asked for
   */
  static void json(List<OperationView> found, List<String> contents, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("operations");
    for (OperationView operation : found) {
      json(operation, json);
    }
    json.writeEndArray();
    if (!contents.isEmpty()) {
      json.writeArrayFieldStart("contents");
      for (String content : contents) {
        Content.copy(content, json);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  static void json(OperationView operation, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", operation.id());
    json.writeStringField("state", operation.state());
    json.writeStringField("kind", operation.kind());
    json.writeStringField("destination", operation.destination());
    json.writeStringField("credential", operation.credential());
    json.writeStringField("capturedAt", operation.capturedAt());
    json.writeNumberField("bytes", operation.bytes());
    json.writeNumberField("attempts", operation.attempts());
    json.writeStringField("notBefore", operation.notBefore());
    json.writeStringField("reason", operation.reason());
    json.writeStringField("givenUpAt", operation.givenUpAt());
    json.writeEndObject();
  }

  /** "" of a dead letter, which does not tell: none would be wrong of a rejected one. */
  private static String tries(OperationView operation) {
    return operation.state().equals("dead") ? "" : Integer.toString(operation.attempts());
  }

  private static String note(OperationView operation, Instant now) {
    if (!operation.reason().isEmpty()) {
      return Plain.text(operation.reason());
    }
    return operation.notBefore().isEmpty()
        ? ""
        : "not before " + Amounts.time(operation.notBefore(), now);
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
