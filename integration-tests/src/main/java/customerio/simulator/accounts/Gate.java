package customerio.simulator.accounts;

import customerio.simulator.Host;
import customerio.simulator.Json;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.ApiRequest;
import customerio.simulator.http.Replies;
import customerio.simulator.state.State;

/** Decides whose request it is, and whether it came to the right data centre. */
public final class Gate {

  private final Accounts accounts;
  private final RegionRules regions;
  private final State state;

  public Gate(Accounts accounts, RegionRules regions, State state) {
    this.accounts = accounts;
    this.regions = regions;
    this.state = state;
  }

  public Admission admit(ApiRequest request) {
    return admit(
        request,
        AuthorizationHeader.read(request.host().family(), request.header("authorization")));
  }

  /**
   * For Pipelines, where analytics-java up to 3.5.4 sends no header.
   *
   * @param writeKey in the body; null when there is none
   */
  public Admission admit(ApiRequest request, String writeKey) {
    boolean inHeader = request.header("authorization") != null;
    return inHeader || writeKey == null
        ? admit(request)
        : admit(request, Credential.pipelines(writeKey));
  }

  private Admission admit(ApiRequest request, Credential credential) {
    Host host = request.host();
    Account account = accounts.find(credential);
    if (account == null) {
      return new Admission(null, Replies.unauthorized(host.family()));
    }
    WrongRegion rule = account.region() == host.region() ? WrongRegion.FORWARD : regions.rule(host);
    return switch (rule) {
      case FORWARD -> new Admission(state.workspace(account.workspace(), account.region()), null);
      case REDIRECT -> new Admission(null, redirect(request));
      case REFUSE -> new Admission(null, Replies.unauthorized(host.family()));
    };
  }

  private ApiReply redirect(ApiRequest request) {
    Host right = new Host(request.host().family(), request.host().region().other());
    int status = regions.redirectStatus();
    var body = Json.object();
    body.putArray("errors")
        .addObject()
        .put("detail", "wrong datacenter")
        .put("status", Integer.toString(status));
    return Replies.json(request.host().family(), status, body)
        .with("location", regions.location(right) + request.target());
  }
}
