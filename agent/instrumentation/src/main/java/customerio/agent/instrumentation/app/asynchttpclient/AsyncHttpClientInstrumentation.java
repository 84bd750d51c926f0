package customerio.agent.instrumentation.app.asynchttpclient;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.List;

/**
 * AsyncHttpClient 2.12 and 3.0. Woven where request filters, cookies and signatures are done, and
 * where redirects and further attempts come by as well.
 */
public final class AsyncHttpClientInstrumentation implements ClientInstrumentation {

  @Override
  public String name() {
    return "async-http-client";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        new Hook(
            "org.asynchttpclient.netty.request.NettyRequestSender",
            "sendRequest",
            List.of(
                "org.asynchttpclient.Request",
                "org.asynchttpclient.AsyncHandler",
                "org.asynchttpclient.netty.NettyResponseFuture"),
            "customerio.agent.instrumentation.app.asynchttpclient.SendInterception"));
  }
}
