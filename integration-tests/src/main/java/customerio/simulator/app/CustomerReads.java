package customerio.simulator.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.PersonView;
import customerio.simulator.state.State;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads about people. */
final class CustomerReads {

  private static final String EMAIL = "email=";

  private final State state;

  CustomerReads(State state) {
    this.state = state;
  }

  ApiReply byEmail(Call call) {
    String query = call.request().query();
    if (query == null || !query.startsWith(EMAIL)) {
      return Replies.errors(Family.APP, 400, "email is required");
    }
    String email = URLDecoder.decode(query.substring(EMAIL.length()), StandardCharsets.UTF_8);
    ObjectNode body = Json.object();
    ArrayNode results = body.putArray("results");
    PersonView person = state.person(call.workspace().name(), PersonKey.email(email));
    if (person != null) {
      results
          .addObject()
          .put("email", person.email())
          .put("id", person.id())
          .put("cio_id", person.cioId());
    }
    return Replies.json(Family.APP, 200, body);
  }

  ApiReply attributes(Call call) {
    PersonView person = state.person(call.workspace().name(), PersonKey.ofPath(call.parameter(0)));
    if (person == null) {
      return Replies.errors(Family.APP, 404, "there is no such customer");
    }
    ObjectNode body = Json.object();
    ObjectNode customer = body.putObject("customer").put("id", person.id());
    customer.putObject("attributes").setAll(person.attributes());
    customer.putObject("timestamps").setAll(Json.object());
    person.timestamps().forEach(customer.withObject("/timestamps")::put);
    return Replies.json(Family.APP, 200, body);
  }
}
