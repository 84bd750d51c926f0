package customerio.simulator.calls;

import customerio.simulator.http.ApiRequest;
import customerio.simulator.state.Workspace;
import java.util.List;

/**
 * A request that found its route and its workspace.
 *
 * @param parameters of the path, percent-decoded once
 * @param workspace null where the route needs no credential
 */
public record Call(ApiRequest request, List<String> parameters, Workspace workspace) {

  public String parameter(int index) {
    return parameters.get(index);
  }
}
