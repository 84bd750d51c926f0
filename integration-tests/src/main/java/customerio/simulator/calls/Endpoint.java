package customerio.simulator.calls;

import customerio.simulator.http.ApiReply;

/** One operation of an API. */
@FunctionalInterface
public interface Endpoint {

  ApiReply answer(Call call);
}
