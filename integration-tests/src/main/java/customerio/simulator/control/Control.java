package customerio.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Host;
import customerio.simulator.Json;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultJson;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.PersonView;
import customerio.simulator.state.WorkspaceView;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;

/** What the control port answers. */
public final class Control {

  private final Simulator simulator;

  public Control(Simulator simulator) {
    this.simulator = simulator;
  }

  public Handler handler() {
    return new ControlHandler(this);
  }

  /** Null when there is no such command. */
  byte[] answer(String method, String path, Query query, byte[] body) {
    return switch (method + " " + path) {
      case "GET /stats" -> Json.bytes(stats());
      case "GET /arrivals" ->
          lines(simulator.arrivals().from(query.number("from", 1)), arrival -> arrival.json());
      case "GET /people" -> Json.bytes(people());
      case "GET /requests" -> lines(simulator.requests().all(), entry -> entry.json());
      case "GET /faults" -> lines(simulator.faults().rules(), FaultJson::write);
      case "PUT /faults" -> putFaults(body);
      case "DELETE /faults" -> done(simulator.faults()::clear);
      case "DELETE /state" ->
          done(
              () -> {
                simulator.state().clear();
                simulator.requests().clear();
              });
      case "POST /refuse" -> refuse(Host.of(query.text("family")), query.text("open"));
      case "POST /credentials" -> CredentialCommand.run(simulator.accounts(), body);
      default -> null;
    };
  }

  private ObjectNode stats() {
    ObjectNode stats = simulator.stats().json();
    ObjectNode operations = stats.putObject("operations");
    simulator.state().counts().forEach((result, n) -> operations.put(result.label(), n));
    return stats;
  }

  private ObjectNode people() {
    ObjectNode byWorkspace = Json.object();
    for (WorkspaceView workspace : simulator.state().workspaces()) {
      ObjectNode people = byWorkspace.putObject(workspace.name());
      for (PersonView person : workspace.people()) {
        people.set(person.key(), person.json());
      }
    }
    return byWorkspace;
  }

  /** One rule or an array of them; none is added if one is wrong. */
  private byte[] putFaults(byte[] body) {
    JsonNode json = Json.parse(body);
    if (json == null) {
      throw new IllegalArgumentException("a fault is a JSON object, or an array of them");
    }
    List<FaultRule> rules = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(rule -> rules.add(FaultJson.read(rule)));
    } else {
      rules.add(FaultJson.read(json));
    }
    return done(() -> rules.forEach(simulator.faults()::add));
  }

  private byte[] refuse(Host host, String open) {
    return done(
        () -> {
          if (Boolean.parseBoolean(open)) {
            simulator.accept(host.family(), host.region());
          } else {
            simulator.refuse(host.family(), host.region());
          }
        });
  }

  private static byte[] done(Runnable command) {
    command.run();
    return Json.bytes(Json.object());
  }

  private static <T> byte[] lines(List<T> entries, Function<T, ObjectNode> json) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (T entry : entries) {
      lines.writeBytes(Json.bytes(json.apply(entry)));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
