package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.OwnTraffic;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;

/** The original call, for when the woven method has returned its future already. */
record NativeSend<T>(HttpClient client, PushPromiseHandler<T> pushPromises) {

  CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return OwnTraffic.call(() -> client.sendAsync(request, handler, pushPromises));
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
