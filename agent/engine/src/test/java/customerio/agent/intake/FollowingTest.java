package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static customerio.agent.intake.IntakeFixture.commit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.queue.QueueFullException;
import customerio.agent.routing.Incident;
import customerio.agent.routing.RouteState;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FollowingTest extends FollowingFixture {
  @Test
  void person_isFollowedFromItsIdentifyOn() {
    fixture.queues(fixture.event("5", "{\"name\":\"before\"}"));
    fixture.queues(fixture.identify("5", GERMAN));
    fixture.queues(fixture.event("5", "{\"name\":\"after\"}"));
    fixture.queues(fixture.event("6", "{\"name\":\"other\"}"));

    assertThat(fixture.queued().stream().map(this::place))
        .containsExactly("US us", "EU eu", "EU eu", "US us");
    assertThat(fixture.queued().get(1).target()).isEqualTo("/api/v1/customers/5");
    assertThat(new String(fixture.queued().get(1).body(), UTF_8)).isEqualTo(GERMAN);
    assertThat(fixture.queue.routings.get(1)).isEqualTo(fixture.queue.routings.get(2));
    assertThat(fixture.router.states())
        .containsExactly(new RouteState("eu", "eu", 2), new RouteState("us", "us", 0));
    assertThat(fixture.router.names()).isEqualTo(1);
    assertThat(fixture.lines).isEmpty();
  }

  @Test
  void restart_changesNothing() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));

    fixture = with(FILE).proven();
    fixture.queues(fixture.event("5", "{\"name\":\"after\"}"));

    assertThat(place(fixture.queued().get(0))).isEqualTo("EU eu");
  }

  @Test
  void otherCredential_isNoneOfOurBusiness() {
    String foreign = "Basic Zm9yZWlnbg==";
    prove(foreign);
    fixture.queues(fixture.identify("5", GERMAN));

    fixture.queues(fixture.take(track("PUT", "/api/v1/customers/5", GERMAN, foreign)));

    assertThat(fixture.queued().get(1).region()).isEqualTo(Region.US);
    assertThat(fixture.queued().get(1).credential()).isEqualTo(fixture.credentials.learn(foreign));
  }

  @Test
  void workspaceOfTheCall_isReachedInItsOwnRegion() {
    fixture.queues(fixture.identify("5", GERMAN));

    fixture.queues(fixture.take(track("PUT", "/api/v1/customers/5", GERMAN, EU_BASIC)));

    assertThat(fixture.queued().stream().map(this::place)).containsExactly("EU eu", "EU eu");
  }

  @Test
  void firstCallToTheOtherWorkspace_isSynchronous_withThatWorkspacesCredential()
      throws IOException {
    fixture.credentials.refused(fixture.credentials.learn(EU_BASIC));
    Takeover.Relayed call = (Takeover.Relayed) fixture.identify("5", GERMAN);

    assertThat(call.exchange(null).status()).isEqualTo(200);

    assertThat(fixture.relayedRegions).containsExactly(Region.EU);
    assertThat(fixture.relayed.get(0).headers())
        .isEqualTo(Headers.of("Content-Type", "application/json", "Authorization", EU_BASIC));
    assertThat(fixture.listener.ends).containsExactly("relayed 200");
  }

  @Test
  void callsThatNeedAnAnswer_follow() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));
    exchange(app("POST", "/v1/send/email", "{\"identifiers\":{\"id\":\"5\"}}"));
    exchange(app("GET", "/v1/customers/5/attributes", ""));
    exchange(app("GET", "/v1/customers/6/attributes", ""));
    exchange(
        track(
            "POST",
            "/api/v2/batch",
            "{\"batch\":[{\"type\":\"person\",\"action\":\"event\",\"name\":\"a\","
                + "\"identifiers\":{\"id\":\"5\"}}]}",
            BASIC));

    assertThat(fixture.relayed.stream().map(request -> request.headers().first("Authorization")))
        .containsExactly(EU_APP, EU_APP, US_APP, EU_BASIC);
    assertThat(fixture.relayedRegions).containsExactly(Region.EU, Region.EU, Region.US, Region.EU);
  }

  @Test
  void onePerson_isTheSameToTrackAndPipelines() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));

    fixture.queues(fixture.take(pipelines("/v1/track", "{\"userId\":\"5\",\"event\":\"a\"}")));

    Operation queued = fixture.queued().get(1);
    assertThat(queued.region()).isEqualTo(Region.EU);
    assertThat(queued.credential()).isEqualTo(fixture.credentials.learn(EU_PIPELINES));
  }

  @Test
  void refusedCallsOfABrokenBody_areRefusedInTheRightPlace() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));

    exchange(track("POST", "/api/v1/customers/5/events", "{broken", BASIC));

    assertThat(fixture.relayedRegions).containsExactly(Region.EU);
  }

  @Test
  void unreachableWorkspace_isNoReasonToSendPeopleElsewhere() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));
    fixture.unreachable = new NothingSentException("refused", null);
    Takeover.Relayed call =
        (Takeover.Relayed) fixture.take(app("POST", "/v1/send/email", identifiers("5")));

    assertThatThrownBy(() -> call.exchange(null))
        .isInstanceOf(CustomerioUnavailableException.class);
    assertThatThrownBy(() -> call.exchangeAsync(null).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CustomerioUnavailableException.class);
    assertThat(fixture.listener.ends).containsExactly("accepted TRACK_IDENTIFY", "relayed 0");
  }

  @Test
  void otherFailures_areTheApplicationsToSee() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));
    fixture.unreachable = new SocketTimeoutException("late");
    Takeover.Relayed call =
        (Takeover.Relayed) fixture.take(app("POST", "/v1/send/email", identifiers("5")));

    assertThatThrownBy(() -> call.exchange(null)).isSameAs(fixture.unreachable);
    assertThatThrownBy(() -> call.exchangeAsync(null).join()).hasCause(fixture.unreachable);
  }

  @Test
  void fullQueue_isNoReasonToSendPeopleElsewhere() throws IOException {
    fixture.queue.failure = new QueueFullException("full");

    exchange(track("PUT", "/api/v1/customers/5", GERMAN, BASIC));
    ((Takeover.Relayed) fixture.event("5", "{\"name\":\"a\"}")).exchangeAsync(null).join();

    assertThat(fixture.relayedRegions).containsExactly(Region.EU, Region.EU);
    assertThat(fixture.queued()).isEmpty();
    assertThat(fixture.listener.ends).containsExactly("relayed 200", "relayed 200");
    assertThat(commit(fixture.identify("6", "{}"))).isFalse();
  }

  @Test
  void workspaceWithoutACredentialOfTheApi_cannotBeReached() throws IOException {
    fixture = with(FILE.replaceAll("workspace.eu.app.*", "")).proven();
    fixture.queues(fixture.identify("5", GERMAN));

    exchange(app("GET", "/v1/customers/5/attributes", ""));

    assertThat(fixture.relayedRegions).containsExactly(Region.US);
    assertThat(fixture.router.incidents()).containsEntry(Incident.NO_CREDENTIAL, 1L);
  }

  @Test
  void workspaceThatIsGone_cannotBeReached() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));
    fixture = with(FILE.replace("workspace.eu", "workspace.europe").replace("-> eu", "-> europe"));
    fixture.proven();

    fixture.queues(fixture.event("5", "{\"name\":\"a\"}"));

    assertThat(place(fixture.queued().get(0))).isEqualTo("US us");
    assertThat(fixture.router.incidents()).containsEntry(Incident.UNKNOWN_WORKSPACE, 1L);
  }

  @Test
  void brokenFile_routesNothing() throws IOException {
    fixture = with(FILE + "default = mars\n").proven();

    fixture.queues(fixture.identify("5", GERMAN));

    assertThat(fixture.router).isNull();
    assertThat(place(fixture.queued().get(0))).isEqualTo("US us");
    assertThat(fixture.lines).hasSize(1);
  }

  @Test
  void bodyThatCannotBeInflated_isRefusedInTheRightPlace() throws IOException {
    fixture.queues(fixture.identify("5", GERMAN));

    exchange(
        new CapturedRequest(
            "POST",
            "https",
            "track.customer.io",
            443,
            "/api/v1/customers/5/events",
            null,
            Headers.of("Authorization", BASIC, "Content-Encoding", "gzip"),
            new byte[] {1, 2, 3}));

    assertThat(fixture.relayedRegions).containsExactly(Region.EU);
  }

  @Test
  void gzipBody_isReadAndStaysCompressed() throws IOException {
    CapturedRequest gzip =
        new CapturedRequest(
            "PUT",
            "https",
            "track.customer.io",
            443,
            "/api/v1/customers/5",
            null,
            Headers.of("Authorization", BASIC, "Content-Encoding", "gzip"),
            gzip(GERMAN));

    ((Takeover.Relayed) fixture.take(gzip)).exchange(null);

    assertThat(fixture.relayedRegions).containsExactly(Region.EU);
    assertThat(fixture.relayed.get(0).body()).isEqualTo(gzip.body());
  }
}
