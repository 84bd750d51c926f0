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
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.queue.QueueFullException;
import customerio.agent.routing.Incident;
import customerio.agent.routing.RouteState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {
  private static final String EU_BASIC = "Basic ZXU6a2V5";
  private static final String US_PIPELINES = "Basic dXMtcGlwZWxpbmVz";
  private static final String EU_PIPELINES = "Basic ZXUtcGlwZWxpbmVz";
  private static final String US_APP = "Bearer us-app";
  private static final String EU_APP = "Bearer eu-app";
  private static final String GERMAN = "{\"country\":\"DE\"}";
  private static final String FILE =
      """
      workspace.us.region = us
      workspace.us.track = %s
      workspace.us.pipelines = %s
      workspace.us.app = %s
      workspace.eu.region = eu
      workspace.eu.track = %s
      workspace.eu.pipelines = %s
      workspace.eu.app = %s
      rule.1 = country country: DE -> eu; US -> us
      """
          .formatted(BASIC, US_PIPELINES, US_APP, EU_BASIC, EU_PIPELINES, EU_APP);

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void routed() throws IOException {
    fixture = with(FILE).proven();
    prove(EU_BASIC, EU_PIPELINES, US_PIPELINES);
  }

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
  void trackBatchOfPeopleOfTwoWorkspaces_goesWhereItWasCalled_andAssignsNobody()
      throws IOException {
    exchange(
        track(
            "POST",
            "/api/v2/batch",
            "{\"batch\":[{\"type\":\"person\",\"action\":\"identify\","
                + "\"identifiers\":{\"id\":\"7\"},\"attributes\":"
                + GERMAN
                + "},{\"type\":\"person\",\"action\":\"event\",\"name\":\"a\","
                + "\"identifiers\":{\"id\":\"6\"}}]}",
            BASIC));

    assertThat(fixture.relayedRegions).containsExactly(Region.US);
    assertThat(fixture.router.names()).isZero();
    assertThat(fixture.router.incidents()).containsEntry(Incident.MIXED_BATCH, 1L);
    assertThat(fixture.lines).hasSize(1);
  }

  @Test
  void pipelinesBatchOfPeopleOfTwoWorkspaces_isSplit() throws IOException {
    Takeover.Relayed call =
        (Takeover.Relayed)
            fixture.take(
                pipelines(
                    "/v1/batch",
                    "{ \"batch\" : [{\"type\":\"identify\",\"userId\":\"7\",\"traits\":"
                        + GERMAN
                        + "} , {\"userId\":\"6\",\"n\":1.10},{\"userId\":\"7\"}],"
                        + "\"sentAt\":\"now\"}"));

    assertThat(call.exchange(null).status()).isEqualTo(200);

    assertThat(fixture.queued().stream().map(Operation::region))
        .containsExactly(Region.EU, Region.US);
    assertThat(fixture.queued().stream().map(operation -> new String(operation.body(), UTF_8)))
        .containsExactly(
            "{ \"batch\" : [{\"type\":\"identify\",\"userId\":\"7\",\"traits\":"
                + GERMAN
                + "},{\"userId\":\"7\"}],\"sentAt\":\"now\"}",
            "{ \"batch\" : [{\"userId\":\"6\",\"n\":1.10}],\"sentAt\":\"now\"}");
    assertThat(fixture.queued().stream().map(Operation::credential))
        .containsExactly(
            fixture.credentials.learn(EU_PIPELINES), fixture.credentials.learn(US_PIPELINES));
    assertThat(fixture.listener.ends)
        .containsExactly("accepted PIPELINES_BATCH", "accepted PIPELINES_BATCH");
    assertThat(fixture.router.incidents()).containsEntry(Incident.MIXED_BATCH, 0L);
  }

  @Test
  void partThatIsRefused_isWhatTheApplicationSees() {
    fixture.credentials.refused(fixture.credentials.learn(EU_PIPELINES));
    fixture.answer = new Reply(401, Headers.NONE, new byte[0]);
    fixture.queues(fixture.identify("7", GERMAN));

    Takeover.Relayed call =
        (Takeover.Relayed)
            fixture.take(
                pipelines("/v1/batch", "{\"batch\":[{\"userId\":\"7\"},{\"userId\":\"6\"}]}"));

    assertThat(call.exchangeAsync(null).join().status()).isEqualTo(401);
    assertThat(fixture.relayedRegions).containsExactly(Region.EU);
    assertThat(fixture.queued().stream().map(Operation::region))
        .containsExactly(Region.EU, Region.US);
  }

  @Test
  void pipelinesBatchThatSaysSomethingTwice_isNotSplit() {
    fixture.queues(fixture.identify("7", GERMAN));

    fixture.queues(
        fixture.take(
            pipelines(
                "/v1/batch", "{\"batch\":[],\"batch\":[{\"userId\":\"7\"},{\"userId\":\"6\"}]}")));

    assertThat(fixture.queued().get(1).region()).isEqualTo(Region.US);
    assertThat(fixture.router.incidents()).containsEntry(Incident.MIXED_BATCH, 1L);
  }

  @Test
  void batchOfPeopleOfOneWorkspace_follows_thoseItAssignsIncluded() {
    fixture.queues(fixture.identify("5", GERMAN));
    fixture.queues(
        fixture.take(
            pipelines(
                "/v1/batch",
                "{\"batch\":[{\"type\":\"identify\",\"userId\":\"7\",\"traits\":"
                    + GERMAN
                    + "},{\"type\":\"track\",\"userId\":\"7\",\"event\":\"a\"},"
                    + "{\"type\":\"page\",\"userId\":\"5\"}]}")));
    fixture.queues(fixture.event("7", "{\"name\":\"a\"}"));

    assertThat(fixture.queued().stream().map(Operation::region))
        .containsExactly(Region.EU, Region.EU, Region.EU);
    assertThat(fixture.router.incidents()).containsEntry(Incident.MIXED_BATCH, 0L);
  }

  @Test
  void batchOfPeopleOfWhomNothingIsKnown_goesWhereItWasCalled() {
    fixture.queues(
        fixture.take(
            pipelines("/v1/batch", "{\"batch\":[{\"userId\":\"8\"},{\"userId\":\"9\"}]}")));

    assertThat(fixture.queued().get(0).region()).isEqualTo(Region.US);
    assertThat(fixture.router.incidents()).containsEntry(Incident.MIXED_BATCH, 0L);
  }

  @Test
  void keyInTheBody_bindsTheCall() {
    fixture.queues(fixture.identify("5", GERMAN));

    fixture.queues(
        fixture.take(
            pipelines("/v1/track", "{\"userId\":\"5\",\"event\":\"a\",\"writeKey\":\"k\"}")));

    assertThat(fixture.queued().get(1).region()).isEqualTo(Region.US);
    assertThat(fixture.router.incidents()).containsEntry(Incident.KEY_IN_BODY, 1L);
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

  private String place(Operation operation) {
    String credential =
        operation.credential() == fixture.credentials.learn(EU_BASIC)
            ? "eu"
            : operation.credential() == fixture.credentials.learn(BASIC) ? "us" : "foreign";
    return operation.region() + " " + credential;
  }

  private IntakeFixture with(String text) throws IOException {
    Path file = directory.resolve("routing.properties");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new IntakeFixture(directory.resolve("queue"), "routing.file=" + file);
  }

  private void prove(String... authorizations) {
    for (String authorization : List.of(authorizations)) {
      fixture.credentials.accepted(fixture.credentials.learn(authorization));
    }
  }

  private void exchange(CapturedRequest request) throws IOException {
    Takeover takeover = fixture.take(request);
    assertThat(takeover).isInstanceOf(Takeover.Relayed.class);
    ((Takeover.Relayed) takeover).exchange(null);
  }

  private static String identifiers(String person) {
    return "{\"identifiers\":{\"id\":\"" + person + "\"}}";
  }

  private static CapturedRequest track(
      String method, String path, String body, String authorization) {
    return call("track.customer.io", method, path, body, authorization);
  }

  private static CapturedRequest pipelines(String path, String body) {
    return call("cdp.customer.io", "POST", path, body, US_PIPELINES);
  }

  private static CapturedRequest app(String method, String path, String body) {
    return call("api.customer.io", method, path, body, US_APP);
  }

  private static CapturedRequest call(
      String host, String method, String path, String body, String authorization) {
    return new CapturedRequest(
        method,
        "https",
        host,
        443,
        path,
        null,
        Headers.of("Authorization", authorization, "Content-Type", "application/json"),
        body.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
