package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Calls of the application that wait for Customer.io. */
abstract class RelayedCallFixture {
  static final String SEND = "/v1/send/email";

  final Rig rig = Rig.started();

  static Throwable failure(CompletableFuture<Reply> answer) {
    assertThat(answer).isCompletedExceptionally();
    return answer.handle((reply, failure) -> failure).join();
  }

  void failing(TransportException failure) {
    rig.transport.script(
        request -> {
          throw failure;
        });
  }

  CompletableFuture<Reply> post(String target) {
    return relay(call("POST", target));
  }

  CompletableFuture<Reply> relay(CapturedRequest request) {
    return relay(request, null);
  }

  CompletableFuture<Reply> relay(CapturedRequest request, Duration timeout) {
    return rig.delivery
        .synchronousRoute()
        .exchangeAsync(request, request.target(), Api.APP, Region.US, 9, timeout);
  }

  static CapturedRequest call(String method, String path) {
    return new CapturedRequest(
        method,
        "https",
        "api.customer.io",
        443,
        path,
        null,
        Headers.of("Authorization", "Bearer app"),
        method.equals("GET") || method.equals("HEAD") ? new byte[0] : bytes("{}"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
