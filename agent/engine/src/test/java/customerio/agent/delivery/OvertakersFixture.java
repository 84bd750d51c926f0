package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Calls whose answer the application needs, behind what waits about some people. */
abstract class OvertakersFixture {
  static final String BATCH = "/api/v2/batch";
  static final long ADA = 2;
  static final long BOB = 4;

  /** Her identify has met an outage, which is over by now, and will be repeated. */
  static Rig adaWaits() {
    Rig rig = Rig.started();
    rig.transport.script(reply(503, ""));
    rig.identify((int) ADA);
    rig.settle();
    return rig;
  }

  /** Null for an answer. */
  static Throwable failure(CompletableFuture<Reply> answer) {
    assertThat(answer).isDone();
    return answer.handle((reply, failure) -> failure).join();
  }

  static CompletableFuture<Reply> relay(Rig rig, Set<Long> people) {
    return relay(rig, BATCH, people);
  }

  static CompletableFuture<Reply> relay(Rig rig, String target, Set<Long> people) {
    return relay(rig.delivery.synchronousRoute().behind(Rig.KEY, people), target);
  }

  static CompletableFuture<Reply> relay(SynchronousRoute route, String target) {
    CapturedRequest request =
        new CapturedRequest(
            "POST",
            "https",
            "track.customer.io",
            443,
            target,
            null,
            Headers.of("Authorization", "Basic key"),
            "{\"batch\":[]}".getBytes(StandardCharsets.UTF_8));
    return route.exchangeAsync(request, target, Api.TRACK, Region.US, Rig.KEY, null);
  }
}
