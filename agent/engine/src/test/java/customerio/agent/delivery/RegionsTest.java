package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request goes is decided when it goes. */
class RegionsTest {

  /** Knows where the account is, and forgets it when it is refused there. */
  private static final class Learning implements Regions {
    private final List<String> told = new ArrayList<>();
    private Region account = Region.US;

    @Override
    public Region effective(Destination destination) {
      return account;
    }

    @Override
    public void answered(Destination destination, Region asked, int status) {
      told.add(asked + " " + status);
      if (asked == Region.EU && (status == 401 || status == 301)) {
        account = Region.US;
      }
    }

    @Override
    public void redirected(Destination destination, Region to, boolean followed) {
      told.add((followed ? "to " : "not to ") + to);
    }
  }

  private final Learning regions = new Learning();
  private final Rig rig = rig();

  @Test
  void whatWasQueuedBefore_goesWhereTheAccountIsKnownToBeNow() {
    rig.identify(1);
    rig.settle();
    rig.book.forget(Rig.KEY);
    rig.identify(1);
    rig.settle();
    regions.account = Region.EU;
    rig.book.learn(Rig.KEY, "Basic key");
    rig.settle();

    assertThat(servers()).containsExactly("track", "track-eu");
    assertThat(rig.transport.operations()).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void relayedCall_goesTheSameWay() {
    regions.account = Region.EU;
    CompletableFuture<Reply> answer = relay();
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(servers()).containsExactly("track-eu");
    assertThat(regions.told).containsExactly("EU 200");
  }

  /** P6: without us it would have been accepted where it was called. */
  @ParameterizedTest
  @ValueSource(ints = {401, 301})
  void F28_refusedWhereTheAccountIsNot_isSentAsItWasCalled(int status) {
    regions.account = Region.EU;
    rig.transport.script(reply(status, "", "Location", "https://track/x"));
    rig.identify(1);
    CompletableFuture<Reply> answer = relay();
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(servers()).containsExactlyInAnyOrder("track-eu", "track", "track");
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  /** It may have had an effect: a send must not reach a person twice. */
  @Test
  void unclearAnswer_isNotSentAgainElsewhere() {
    regions.account = Region.EU;
    rig.transport.script(
        request -> {
          regions.account = Region.US;
          return reply(503, "");
        });
    CompletableFuture<Reply> answer = relay();
    rig.settle();

    assertThat(answer.join().status()).isEqualTo(503);
    assertThat(servers()).containsExactly("track-eu");
  }

  @Test
  void redirectIntoTheEu_isFollowedAndTold() {
    rig.transport.script(reply(301, "", "Location", "https://track-eu/v1/send"));
    CompletableFuture<Reply> answer = relay();
    rig.settle();

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(regions.told).containsExactly("to EU", "US 200");
    assertThat(rig.listener.lines("redirected")).isEmpty();
    assertThat(rig.transport.sent().get(1).request().headers().first("Authorization"))
        .isEqualTo("Basic key");
  }

  @Test
  void F28_redirectOutOfTheEu_isNotFollowedAndTold() {
    regions.account = Region.EU;
    rig.transport.script(request -> reply(302, "", "Location", "https://track/v1/send"));
    CompletableFuture<Reply> answer = relay();
    rig.settle();

    assertThat(answer.join().status()).isEqualTo(302);
    assertThat(servers()).containsExactly("track-eu");
    assertThat(regions.told).containsExactly("not to US", "EU 302");
  }

  @Test
  void redirectToAStranger_teachesNothing() {
    rig.transport.script(reply(301, "", "Location", "https://portal.example/login"));
    relay();
    rig.settle();

    assertThat(regions.told).containsExactly("US 301");
    assertThat(rig.listener.lines("redirected")).isEmpty();
  }

  @Test
  void faultInWhatIsLearned_costsNoAnswer() {
    Regions faulty =
        new Regions() {
          @Override
          public Region effective(Destination destination) {
            return Region.US;
          }

          @Override
          public void answered(Destination destination, Region asked, int status) {
            throw new IllegalStateException("ours");
          }
        };
    rig.regions = faulty;
    rig.restart();
    rig.identify(1);
    rig.settle();

    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
    assertThat(rig.listener.lines("fault")).hasSize(1);
  }

  /** A refusal that only a question can see: an operation as a probe would be lost behind a 200. */
  @Test
  void silentlyRefusedCredential_waitsWithoutProbes() {
    rig.book.askedOnly(true);
    rig.identify(1);
    rig.pass(Duration.ofHours(10));
    assertThat(rig.transport.sent()).isEmpty();
    assertThat(rig.state().waiting()).isEqualTo(Waiting.UNAUTHORIZED);

    rig.book.askedOnly(false);
    rig.book.learn(Rig.KEY, "Basic key");
    rig.settle();
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  private CompletableFuture<Reply> relay() {
    CapturedRequest request =
        new CapturedRequest(
            "POST",
            "https",
            "track.customer.io",
            443,
            "/v1/send",
            null,
            Headers.of("Authorization", "Basic key"),
            new byte[0]);
    return rig.delivery
        .synchronousRoute()
        .exchangeAsync(request, "/v1/send", Api.TRACK, Region.US, Rig.KEY, null);
  }

  private List<String> servers() {
    return rig.transport.sent().stream().map(sent -> sent.request().server().getHost()).toList();
  }

  private Rig rig() {
    Rig made = new Rig();
    made.regions = regions;
    made.restart();
    return made;
  }
}
