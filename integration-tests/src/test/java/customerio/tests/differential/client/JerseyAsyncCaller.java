package customerio.tests.differential.client;

import jakarta.ws.rs.client.AsyncInvoker;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;

/** Jersey's asynchronous calls. */
public final class JerseyAsyncCaller extends JerseyCaller {

  @Override
  public Way way() {
    return Way.ASYNC;
  }

  @Override
  Response run(Invocation.Builder request, Ask ask) throws Exception {
    AsyncInvoker later = request.async();
    return Waiting.on(
        ask.body() == null ? later.method(ask.method()) : later.method(ask.method(), entity(ask)));
  }
}
