package customerio.simulator.calls;

import customerio.simulator.Family;
import customerio.simulator.accounts.Admission;
import customerio.simulator.accounts.Gate;
import customerio.simulator.http.Api;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.ApiRequest;
import customerio.simulator.http.Replies;

/** Route first (404, 405), then credential (401, redirect), then the endpoint. */
public final class RoutedApi implements Api {

  private final Routes routes;
  private final Gate gate;

  public RoutedApi(Routes routes, Gate gate) {
    this.routes = routes;
    this.gate = gate;
  }

  @Override
  public ApiReply answer(ApiRequest request) {
    Family family = request.host().family();
    Routes.Match match = routes.find(request.method(), request.path());
    if (match instanceof Routes.Match.Found found) {
      return answer(request, found);
    }
    if (match instanceof Routes.Match.WrongMethod wrong) {
      return Replies.refusal(family, 405, "method not allowed").with("allow", wrong.allowed());
    }
    return match instanceof Routes.Match.BadEncoding
        ? Replies.refusal(family, 400, "the path is not encoded properly")
        : Replies.refusal(family, 404, "not found");
  }

  private ApiReply answer(ApiRequest request, Routes.Match.Found found) {
    if (found.access() == Routes.Access.OPEN) {
      return found.endpoint().answer(new Call(request, found.parameters(), null));
    }
    Admission admission =
        found.access() == Routes.Access.FROM_ANYWHERE
            ? gate.admitFromAnywhere(request)
            : gate.admit(request);
    return admission.refusal() != null
        ? admission.refusal()
        : found.endpoint().answer(new Call(request, found.parameters(), admission.workspace()));
  }
}
