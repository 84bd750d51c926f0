package customerio.simulator.accounts;

import customerio.simulator.Host;
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
    return admit(request, credential(request));
  }

  /** For the endpoint that tells where an account is: it answers on either host. */
  public Admission admitFromAnywhere(ApiRequest request) {
    Account account = accounts.find(credential(request));
    return account == null
        ? new Admission(null, Replies.unauthorized(request.host().family()))
        : new Admission(state.workspace(account.workspace(), account.region()), null);
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

  private static Credential credential(ApiRequest request) {
    return AuthorizationHeader.read(request.host().family(), request.header("authorization"));
  }

  private ApiReply redirect(ApiRequest request) {
    Host host = request.host();
    Host right = new Host(host.family(), host.region().other());
    return Replies.errors(host.family(), regions.redirectStatus(), "wrong datacenter")
        .with("location", regions.location(right) + request.target());
  }
}
