package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.routing.Incident;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Batches about several people. */
class FollowingBatchesTest extends FollowingFixture {
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
}
