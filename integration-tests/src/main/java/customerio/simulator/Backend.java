package customerio.simulator;

import customerio.simulator.accounts.Accounts;
import customerio.simulator.accounts.Gate;
import customerio.simulator.accounts.RegionRules;
import customerio.simulator.app.AppApi;
import customerio.simulator.calls.Intake;
import customerio.simulator.calls.RoutedApi;
import customerio.simulator.faults.Faults;
import customerio.simulator.http.Api;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.ApiRequest;
import customerio.simulator.pipelines.PipelinesApi;
import customerio.simulator.state.State;
import customerio.simulator.track.TrackApi;
import java.time.Clock;
import java.util.Map;

/**
 * What is behind the listeners: a request becomes a change of state and a reply, on the calling
 * thread. Of the faults only poison works here; the others concern connections. Thread-safe.
 */
public final class Backend {

  private final Accounts accounts = new Accounts();
  private final State state;
  private final Map<Family, RoutedApi> apis;

  /**
   * @param clock dates what arrives
   */
  public Backend(Clock clock, RegionRules regions, Faults faults) {
    state = new State(clock);
    Gate gate = new Gate(accounts, regions, state);
    Intake intake = new Intake(state, faults);
    apis =
        Map.of(
            Family.TRACK, new RoutedApi(TrackApi.routes(intake), gate),
            Family.PIPELINES, new RoutedApi(PipelinesApi.routes(gate, intake), gate),
            Family.APP, new RoutedApi(AppApi.routes(intake, state, clock), gate));
  }

  public ApiReply answer(ApiRequest request) {
    return api(request.host().family()).answer(request);
  }

  public Accounts accounts() {
    return accounts;
  }

  public State state() {
    return state;
  }

  Api api(Family family) {
    return apis.get(family);
  }
}
