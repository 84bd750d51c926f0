package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.broken;
import static customerio.agent.delivery.ScriptedTransport.refusedConnection;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayedCallTest extends RelayedCallFixture {
  @Test
  void call_goesOutAsItWasButForItsConnection() {
    Headers headers =
        Headers.of(
            "Host", "api.customer.io",
            "Authorization", "Bearer app",
            "Content-Type", "application/json",
            "Content-Encoding", "gzip",
            "Content-Length", "5",
            "Connection", "close, X-Hop",
            "X-Hop", "1",
            "Transfer-Encoding", "chunked",
            "Accept-Encoding", "br",
            "X-Mine", "kept");
    CompletableFuture<Reply> answer =
        relay(new CapturedRequest("POST", "https", "x", 443, SEND, null, headers, bytes("zip!!")));
    rig.settle();

    var request = rig.transport.sent().get(0).request();
    assertThat(answer).isCompletedWithValue(OK);
    assertThat(request.headers())
        .isEqualTo(
            Headers.of(
                "Authorization", "Bearer app",
                "Content-Type", "application/json",
                "Content-Encoding", "gzip",
                "Accept-Encoding", "br",
                "X-Mine", "kept"));
    assertThat(request.body()).isEqualTo(bytes("zip!!"));
    assertThat(request.target()).isEqualTo(SEND);
    assertThat(request.repeatable()).isFalse();
    assertThat(request.verbatim()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 404, 422})
  void answer_isHandedOutWhateverItSays(int status) {
    rig.transport.script(reply(status, "{\"x\":1}"));
    CompletableFuture<Reply> answer = post(SEND);
    rig.settle();

    assertThat(answer).isCompletedWithValue(reply(status, "{\"x\":1}"));
    assertThat(rig.book.told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET,2", "HEAD,2", "POST,1", "PUT,1", "DELETE,1"})
  void serverError_isRepeatedForReadsOnly(String method, int requests) {
    rig.transport.script(reply(503, ""));
    CompletableFuture<Reply> answer = relay(call(method, "/v1/campaigns"));
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.transport.sent()).hasSize(requests);
    assertThat(answer.join().status()).isEqualTo(requests == 1 ? 503 : 200);
  }

  @Test
  void lostAnswerOfASend_isNeverRepeated() {
    failing(broken());
    CompletableFuture<Reply> answer = post(SEND);
    rig.pass(Duration.ofSeconds(9));

    assertThat(rig.transport.sent()).hasSize(1);
    assertThat(answer).isCompletedExceptionally();
    assertThat(failure(answer)).isExactlyInstanceOf(IOException.class).hasNoCause();
  }

  @Test
  void unsentCall_isRepeatedAndThenHandedBack() {
    failing(refusedConnection());
    CompletableFuture<Reply> answer = post(SEND);
    rig.pass(Duration.ofSeconds(9));

    assertThat(rig.transport.times())
        .containsExactly(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(600));
    assertThat(failure(answer)).isInstanceOf(NothingSentException.class);
  }

  /** Its own client fails as the application knows it. */
  @Test
  void readThatFailed_isHandedBack() {
    failing(broken());
    CompletableFuture<Reply> answer = relay(call("GET", "/v1/campaigns"));
    rig.pass(Duration.ofSeconds(9));

    assertThat(rig.transport.sent()).hasSize(3);
    assertThat(failure(answer)).isInstanceOf(NothingSentException.class);
  }

  @Test
  void throttledSend_isRepeatedInTime() {
    rig.transport.script(reply(429, "", "Retry-After", "2"));
    CompletableFuture<Reply> answer = post(SEND);
    rig.pass(Duration.ofSeconds(3));

    assertThat(answer).isCompletedWithValue(OK);
    assertThat(rig.transport.times()).containsExactly(Duration.ZERO, Duration.ofSeconds(2));
  }

  @Test
  void throttledSend_isHandedOutWhenThereIsNoTime() {
    rig.transport.script(reply(429, "", "Retry-After", "60"));
    CompletableFuture<Reply> answer = post(SEND);
    rig.settle();

    assertThat(answer.join().status()).isEqualTo(429);
  }

  @Test
  void silence_endsWithTheCallersTimeout() {
    rig.transport.script(
        request -> {
          // as a transport that is still waiting
          rig.pass(Duration.ofSeconds(2));
          throw broken();
        });
    CompletableFuture<Reply> answer = relay(call("POST", SEND), Duration.ofSeconds(1));
    rig.settle();

    assertThat(failure(answer)).isInstanceOf(SocketTimeoutException.class);
    assertThat(rig.transport.sent().get(0).request().timeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void cancelledCall_isNotSentAnyMore() {
    CompletableFuture<Reply> answer = post(SEND);
    answer.cancel(true);
    rig.settle();

    assertThat(rig.transport.sent()).isEmpty();
  }

  @Test
  void cancelledCall_abortsTheExchange() {
    rig.transport.duringSend(
        cancellation -> {
          rig.relayed.cancel(true);
          assertThat(cancellation.isCancelled()).isTrue();
        });
    rig.relayed = post(SEND);
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(1);
  }

  @Test
  void openBreaker_failsAtOnceAndProbesLater() {
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 5; i++) {
      post(SEND);
    }
    rig.settle();
    CompletableFuture<Reply> refused = post(SEND);
    rig.settle();
    assertThat(failure(refused)).isInstanceOf(CustomerioUnavailableException.class);
    assertThat(rig.transport.sent()).hasSize(5);
    assertThat(rig.listener.lines("turned away")).hasSize(1);

    rig.transport.script(request -> OK);
    rig.pass(Duration.ofSeconds(11));
    CompletableFuture<Reply> probe = post(SEND);
    rig.settle();
    assertThat(probe).isCompletedWithValue(OK);
  }

  /** It changes nothing, so its own client may find out by itself how Customer.io is. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void openBreaker_readIsHandedBackUnsent(String method) {
    rig.transport.script(request -> reply(503, ""));
    for (int i = 0; i < 5; i++) {
      post(SEND);
    }
    rig.settle();
    CompletableFuture<Reply> read = relay(call(method, "/v1/campaigns"));
    rig.settle();

    assertThat(failure(read)).isInstanceOf(NothingSentException.class);
    assertThat(rig.transport.sent()).hasSize(5);
  }

  @Test
  void breaker_isSharedWithDeliveries() {
    rig.transport.script(request -> reply(503, ""));
    for (int person = 1; person <= 16; person++) {
      rig.identify(person);
    }
    rig.settle();
    CompletableFuture<Reply> answer =
        rig.delivery
            .synchronousRoute()
            .exchangeAsync(
                call("POST", "/api/v2/batch"),
                "/api/v2/batch",
                Api.TRACK,
                Region.US,
                Rig.KEY,
                null);
    rig.settle();

    assertThat(failure(answer)).isInstanceOf(CustomerioUnavailableException.class);
  }

  @Test
  void triggersOfOneBroadcast_keepTheirDistance() {
    for (String target :
        List.of(
            "/v1/campaigns/7/triggers", "/v1/campaigns/7/triggers", "/v1/campaigns/8/triggers")) {
      relay(call("POST", target), Duration.ofSeconds(30));
    }
    rig.pass(Duration.ofSeconds(20));

    assertThat(rig.transport.sent())
        .extracting(sent -> sent.request().target() + ' ' + sent.at().toSeconds())
        .containsExactlyInAnyOrder(
            "/v1/campaigns/7/triggers 0",
            "/v1/campaigns/8/triggers 0",
            "/v1/campaigns/7/triggers 10");
  }

  @Test
  void triggerOfACallerWithoutTimeout_waitsForItsTurn() {
    post("/v1/campaigns/7/triggers");
    CompletableFuture<Reply> second = post("/v1/campaigns/7/triggers");
    rig.pass(Duration.ofSeconds(10));

    assertThat(second.join().status()).isEqualTo(200);
    assertThat(rig.transport.times()).containsExactly(Duration.ZERO, Duration.ofSeconds(10));
  }

  @Test
  void callThatTheLimiterCannotServeInTime_isHandedBack() {
    relay(call("POST", "/v1/campaigns/7/triggers"), Duration.ofSeconds(5));
    CompletableFuture<Reply> second =
        relay(call("POST", "/v1/campaigns/7/triggers"), Duration.ofSeconds(5));
    rig.settle();

    assertThat(failure(second)).isInstanceOf(NothingSentException.class);
  }

  @Test
  void sends_haveAWiderLimitThanOtherCalls() {
    for (int i = 0; i < 20; i++) {
      post(SEND);
      relay(call("GET", "/v1/campaigns"));
    }
    rig.settle();

    assertThat(rig.transport.sent())
        .filteredOn(sent -> sent.request().target().equals(SEND))
        .hasSize(20);
    assertThat(rig.transport.sent())
        .filteredOn(sent -> !sent.request().target().equals(SEND))
        .hasSize(10);
  }

  @Test
  void fault_endsWhatWasBegunToBeObserved() {
    rig.transport.script(
        request -> {
          throw new IllegalStateException("ours");
        });
    CompletableFuture<Reply> answer = post(SEND);
    rig.settle();

    assertThat(failure(answer)).isExactlyInstanceOf(IOException.class);
    assertThat(rig.listener.lines("sen"))
        .containsExactly(
            "sending POST /v1/send/email x0 #1", "sent java.lang.IllegalStateException");
  }

  @Test
  void faultInARead_handsItBack() {
    rig.transport.script(
        request -> {
          throw new IllegalStateException("ours");
        });
    CompletableFuture<Reply> answer = relay(call("GET", "/v1/campaigns"));
    rig.settle();

    assertThat(failure(answer)).isInstanceOf(NothingSentException.class);
  }

  /** The application's own client may not make the call that is being made. */
  @Test
  void stop_whileACallIsOnTheWire_leavesItsAnswerToIt() {
    rig.transport.duringSend(cancellation -> rig.delivery.stop(Duration.ZERO));
    CompletableFuture<Reply> answer = post(SEND);
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(1);
    assertThat(answer).isCompletedWithValue(OK);
  }

  /** What breaks off because the application does not want it says nothing about Customer.io. */
  @Test
  void cancelledCalls_openNoBreaker() {
    List<CompletableFuture<Reply>> answers = new ArrayList<>();
    rig.transport.duringSend(cancellation -> answers.get(answers.size() - 1).cancel(true));
    failing(broken());
    for (int i = 0; i < 10; i++) {
      answers.add(post(SEND));
      rig.settle();
    }

    assertThat(rig.transport.sent()).hasSize(10);
  }

  /** Its repetition would be turned away, and Customer.io has answered. */
  @Test
  void readThatOpensTheBreaker_getsItsAnswer() {
    rig.transport.script(request -> reply(503, "down"));
    for (int i = 0; i < 4; i++) {
      post(SEND);
      rig.settle();
    }
    CompletableFuture<Reply> answer = relay(call("GET", "/v1/campaigns"));
    rig.pass(Duration.ofSeconds(9));

    assertThat(answer).isCompletedWithValue(reply(503, "down"));
    assertThat(rig.transport.sent()).hasSize(5);
  }

  @Test
  void afterStop_callsAreHandedBack() {
    rig.delivery.stop(Duration.ZERO);

    assertThat(failure(post(SEND))).isInstanceOf(NothingSentException.class);
  }

  @Test
  void stop_handsBackWhatWaits() {
    relay(call("POST", "/v1/campaigns/7/triggers"), Duration.ofSeconds(30));
    CompletableFuture<Reply> waiting =
        relay(call("POST", "/v1/campaigns/7/triggers"), Duration.ofSeconds(30));
    rig.settle();
    rig.delivery.stop(Duration.ZERO);

    assertThat(failure(waiting)).isInstanceOf(NothingSentException.class);
  }

  @Test
  void stop_whileAReadWaitsToBeRepeated_handsItBack() {
    rig.transport.script(reply(503, ""));
    CompletableFuture<Reply> waiting = relay(call("GET", "/v1/campaigns"));
    rig.settle();
    rig.delivery.stop(Duration.ZERO);

    assertThat(failure(waiting)).isInstanceOf(NothingSentException.class);
  }

  @Test
  void whoeverWaitsForTheAnswer_holdsNoConnection() {
    for (int i = 0; i < 20; i++) {
      post(SEND).thenAccept(answer -> post(SEND).thenAccept(next -> rig.settle()));
    }
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(40);
  }
}
