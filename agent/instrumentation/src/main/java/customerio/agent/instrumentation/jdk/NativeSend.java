package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.OwnTraffic;
import java.lang.ref.Reference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;

/**
 * The original call, for when the woven method has returned its future already.
 *
 * @param user what the JDK takes for somebody who uses the client
 */
record NativeSend<T>(HttpClient client, PushPromiseHandler<T> pushPromises, Object user) {

  /**
   * The application may have dropped its client by then. What it had is a front, and the JDK stops
   * the client behind, which is this one, when nobody refers to the front and no call is under way.
   * A builder of web sockets does refer to it, for the same reason.
   */
  static <T> NativeSend<T> of(HttpClient client, PushPromiseHandler<T> pushPromises) {
    return new NativeSend<>(client, pushPromises, client.newWebSocketBuilder());
  }

  CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return OwnTraffic.call(() -> client.sendAsync(request, handler, pushPromises));
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      Reference.reachabilityFence(user);
    }
  }
}
