package customerio.simulator.accounts;

import customerio.simulator.http.ApiReply;
import customerio.simulator.state.Workspace;

/** Either a workspace or the reply that says why not. */
public record Admission(Workspace workspace, ApiReply refusal) {}
