package customerio.simulator.track;

import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.Region;
import customerio.simulator.calls.Call;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.Routes;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.Replies;

/** Customer.io's Track API: paths as in its OpenAPI document. */
public final class TrackApi {

  private TrackApi() {}

  public static Routes routes(Intake intake) {
    V1People people = new V1People(intake);
    V1Events events = new V1Events(intake);
    V1Reports reports = new V1Reports(intake);
    V1Segments segments = new V1Segments(intake);
    V1Forms forms = new V1Forms(intake);
    V2Entity entity = new V2Entity(intake);
    V2Batch batch = new V2Batch(intake);
    Routes.Access open = Routes.Access.OPEN;
    return new Routes()
        .add("GET", "/api/v1/accounts/region", Routes.Access.FROM_ANYWHERE, TrackApi::region)
        .add("PUT", "/api/v1/customers/{}", people::identify)
        .add("DELETE", "/api/v1/customers/{}", people::delete)
        .add("PUT", "/api/v1/customers/{}/devices", people::addDevice)
        .add("DELETE", "/api/v1/customers/{}/devices/{}", people::deleteDevice)
        .add("POST", "/api/v1/customers/{}/suppress", people::suppress)
        .add("POST", "/api/v1/customers/{}/unsuppress", people::unsuppress)
        .add("POST", "/api/v1/customers/{}/events", events::event)
        .add("POST", "/api/v1/events", events::anonymousEvent)
        .add("POST", "/api/v1/merge_customers", people::merge)
        .add("POST", "/api/v1/segments/{}/add_customers", segments::add)
        .add("POST", "/api/v1/segments/{}/remove_customers", segments::remove)
        .add("POST", "/api/v1/forms/{}/submit", forms::submit)
        .add("POST", "/api/v1/metrics", open, reports::metric)
        .add("POST", "/api/v1/push/events", open, reports::pushEvent)
        // customerio-ruby posts there, without the usual prefix
        .add("POST", "/push/events", open, reports::pushEvent)
        .add("POST", "/unsubscribe/{}", open, reports::unsubscribe)
        .add("POST", "/api/v2/entity", entity::post)
        .add("POST", "/api/v2/batch", batch::post);
  }

  private static ApiReply region(Call call) {
    boolean us = call.workspace().region() == Region.US;
    return Replies.json(
        Family.TRACK,
        200,
        Json.object()
            .put("url", us ? "https://track.customer.io" : "https://track-eu.customer.io")
            .put("region", call.workspace().region().label())
            .put("environment_id", call.workspace().environmentId()));
  }
}
