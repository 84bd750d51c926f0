package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.operations.QueueOperations;
import customerio.agent.operations.QueueStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code status}: whether it works, how much waits, and why. */
final class StatusReport {
  private final Application application;
  private final QueueStatus queue;

  /** Else its figures mean nothing. */
  private final boolean isQueueInUse;

  private final RunningAgent.Facts agent;
  private final List<RunningAgent.ClientUse> clients;

  /**
   * @param agent null if the application does not run
   */
  private StatusReport(
      Application application,
      QueueStatus queue,
      boolean isQueueInUse,
      RunningAgent.Facts agent,
      List<RunningAgent.ClientUse> clients) {
    this.application = application;
    this.queue = queue;
    this.isQueueInUse = isQueueInUse;
    this.agent = agent;
    this.clients = clients;
  }

  static StatusReport of(Application application) throws IOException, CommandFailure {
    QueueOperations queue = application.queue();
    return new StatusReport(
        application,
        queue.status(),
        !(queue instanceof RefusedQueue),
        application.isRunning() ? application.agent().facts() : null,
        application.isRunning() ? application.agent().clients() : List.of());
  }

  ExitCode exitCode() {
    return exitCode(health());
  }

  static ExitCode exitCode(String health) {
    return switch (health) {
      case "UP" -> ExitCode.DONE;
      case "DEGRADED", "PAUSED" -> ExitCode.INCOMPLETE;
      case "DOWN" -> ExitCode.DOWN;
      default -> ExitCode.NOT_FOUND;
    };
  }

  List<String> lines() {
    Table table = new Table();
    table.row("application", application.name());
    if (agent != null) {
      table.row("agent", agent.version() + ", mode " + agent.mode());
    }
    table.row("health", health());
    if (agent != null) {
      agent.healthReasons().forEach(reason -> table.row("", reason));
    }
    if (isQueueInUse) {
      table.row("waiting", waiting());
      table.row("given up", givenUp());
    }
    if (!queue.trouble().isEmpty()) {
      table.row("trouble", queue.trouble());
    }
    if (agent != null) {
      if (isQueueInUse) {
        table.row("deliveries", queue.paused() ? "paused; 'resume' goes on" : "running");
      }
      table.row(
          "since start",
          String.format(
              Locale.ROOT,
              "accepted %,d, delivered %,d, deduplicated %,d, rejected %,d",
              agent.accepted(),
              agent.delivered(),
              agent.deduplicated(),
              agent.rejected()));
    }
    for (RunningAgent.ClientUse client : clients) {
      table.row(client == clients.get(0) ? "clients" : "", use(client));
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (!queue.destinations().isEmpty()) {
      lines.add("");
      lines.addAll(destinations().lines());
    }
    return lines;
  }

  private static String use(RunningAgent.ClientUse client) {
    String use =
        String.format(
            Locale.ROOT,
            "%s: answered %,d, relayed %,d, passed %,d",
            client.name(),
            client.answered(),
            client.relayed(),
            client.passed());
    return client.mismatches() == 0
        ? use
        : use + ", " + Amounts.count(client.mismatches(), "unknown version");
  }

  void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("application", application.name());
    json.writeBooleanField("running", application.isRunning());
    json.writeStringField("health", health());
    if (agent != null) {
      json.writeArrayFieldStart("healthReasons");
      for (String reason : agent.healthReasons()) {
        json.writeString(reason);
      }
      json.writeEndArray();
      json.writeStringField("version", agent.version());
      json.writeStringField("mode", agent.mode());
      json.writeBooleanField("paused", queue.paused());
      json.writeNumberField("accepted", agent.accepted());
      json.writeNumberField("delivered", agent.delivered());
      json.writeNumberField("deduplicated", agent.deduplicated());
      json.writeNumberField("rejected", agent.rejected());
      json.writeNumberField("suppressedFaults", agent.suppressedFaults());
    }
    json.writeObjectFieldStart("clients");
    for (RunningAgent.ClientUse client : clients) {
      json.writeObjectFieldStart(client.name());
      json.writeNumberField("answered", client.answered());
      json.writeNumberField("relayed", client.relayed());
      json.writeNumberField("passed", client.passed());
      json.writeNumberField("mismatches", client.mismatches());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeNumberField("pending", queue.pending());
    json.writeNumberField("oldestAgeSeconds", queue.oldestAgeSeconds());
    json.writeNumberField("bytes", queue.bytes());
    json.writeObjectFieldStart("deadLetters");
    for (Map.Entry<String, Long> entry : queue.deadLettersByReason().entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeStringField("trouble", queue.trouble());
    json.writeArrayFieldStart("destinations");
    for (QueueStatus.DestinationStatus destination : queue.destinations()) {
      json.writeStartObject();
      json.writeStringField("name", destination.name());
      json.writeNumberField("pending", destination.pending());
      json.writeStringField("breaker", destination.breaker());
      json.writeStringField("waitingFor", destination.waitingFor());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private String health() {
    return agent == null ? "STOPPED" : agent.health();
  }

  private String waiting() {
    if (queue.pending() == 0) {
      return "nothing";
    }
    return Amounts.count(queue.pending(), "operation")
        + ", the oldest since "
        + Amounts.age(Duration.ofMillis((long) (queue.oldestAgeSeconds() * 1_000)))
        + "; "
        + Amounts.bytes(queue.bytes())
        + " on disk";
  }

  private String givenUp() {
    if (queue.deadLetters() == 0) {
      return "nothing";
    }
    List<String> reasons = new ArrayList<>();
    queue.deadLettersByReason().forEach((reason, count) -> reasons.add(reason + ' ' + count));
    return Amounts.count(queue.deadLetters(), "operation") + ": " + String.join(", ", reasons);
  }

  private Table destinations() {
    Table table = new Table().row("DESTINATION", "WAITING", "BREAKER", "WAITS FOR");
    for (QueueStatus.DestinationStatus destination : queue.destinations()) {
      table.row(
          destination.name(),
          Long.toString(destination.pending()),
          destination.breaker(),
          destination.waitingFor());
    }
    return table;
  }
}
