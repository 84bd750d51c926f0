package customerio.simulator.app;

import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Routes;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;
import customerio.simulator.state.State;
import java.time.Clock;
import java.util.List;

/** The part of Customer.io's App API that server-side code uses: sends, triggers, some reads. */
public final class AppApi {

  static final List<String> CHANNELS =
      List.of("email", "push", "sms", "whatsapp", "inbox_message", "in_app");

  private AppApi() {}

  public static Routes routes(Intake intake, State state, Clock clock) {
    Sends sends = new Sends(intake, clock);
    Broadcasts broadcasts = new Broadcasts(intake, clock);
    CustomerReads customers = new CustomerReads(state);
    Routes routes = new Routes();
    for (String channel : CHANNELS) {
      routes.add("POST", "/v1/send/" + channel, call -> sends.send(call, channel));
    }
    return routes
        // a misspelt channel is answered 405, say the docs on common errors
        .add("POST", "/v1/send/{}", Routes.Access.OPEN, AppApi::misspelt)
        .add("POST", "/v1/campaigns/{}/triggers", broadcasts::trigger)
        .add("GET", "/v1/customers", customers::byEmail)
        .add("GET", "/v1/customers/{}/attributes", customers::attributes)
        .add("GET", "/v1/exports", AppApi::exports)
        .add("GET", "/v1/campaigns", AppApi::campaigns);
  }

  private static ApiReply misspelt(Call call) {
    return Replies.metaError(Family.APP, 405, "method not allowed");
  }

  /** Null, not an empty array: so it was recorded. */
  private static ApiReply exports(Call call) {
    return Replies.json(Family.APP, 200, Json.object().putNull("exports"));
  }

  private static ApiReply campaigns(Call call) {
    return Replies.json(Family.APP, 200, Json.object().set("campaigns", Json.array()));
  }
}
