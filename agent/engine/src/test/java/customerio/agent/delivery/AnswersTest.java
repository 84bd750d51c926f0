package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.OK;
import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Endpoint;
import customerio.agent.queue.Routing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

  @Test
  void refusedSingle_isADeadLetter() {
    Rig rig = Rig.started();
    rig.transport.script(reply(400, "{\"meta\":{\"error\":\"invalid id\"}}"));
    rig.identify(1);
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "rejected: status-400"));
    assertThat(rig.listener.lines("dead")).containsExactly("dead 1 rejected: status-400");
  }

  @Test
  void partlyAcceptedBatch_buriesTheRefusedItemsOnly() {
    Rig rig = waiting(1, 2, 3);
    rig.transport.script(
        reply(207, "{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\"name\"}]}"));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(Map.entry(2L, "rejected: name:invalid"));
    assertThat(rig.queue.deliveredCount()).isEqualTo(2);
    assertThat(rig.transport.operations()).containsExactly(List.of(1, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identifiers", "identifiers.email", "email", "phone", "cio_id"})
  void itemRefusedForItsIdentifiers_isSentOnceInItsOriginalForm(String field) {
    Rig rig = waiting(1, 2, 3);
    rig.transport.script(
        reply(
            207,
            "{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\""
                + field
                + "\"}]}"));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.lines())
        .containsExactly("POST /api/v2/batch [1, 2, 3]", "PUT /api/v1/customers/2 [2]");
    assertThat(rig.queue.deliveredCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "attributes.email", "name", "device.id"})
  void itemRefusedForAnythingElse_isNotSentAgain(String field) {
    Rig rig = waiting(1, 2);
    rig.transport.script(
        reply(207, "{\"errors\":[{\"batch_index\":1,\"field\":\"" + field + "\"}]}"));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1, 2));
    assertThat(rig.queue.dead()).containsOnlyKeys(2L);
  }

  /** Its original form is the same. */
  @Test
  void entityRefusedForItsIdentifiers_isADeadLetter() {
    Rig rig = waiting(1);
    rig.append(
        Endpoint.TRACK_ENTITY,
        "POST",
        "/api/v2/entity",
        "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"email\":\"x\"}}",
        new Routing(Rig.KEY, 2, 0));
    rig.transport.script(
        reply(207, "{\"errors\":[{\"batch_index\":1,\"field\":\"identifiers.email\"}]}"));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(1);
    assertThat(rig.queue.dead())
        .containsExactly(Map.entry(2L, "rejected: identifiers.email:refused"));
  }

  /** Its own attributes are older than theirs. */
  @Test
  void whatWasSaidLaterAboutThatPerson_comesAfterIt() {
    Rig rig = waiting(1, 2, 1, 2, 1);
    rig.transport.script(
        reply(
            207,
            "{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\"identifiers\"}]}"));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.lines())
        .containsExactly(
            "POST /api/v2/batch [1, 2, 3, 4, 5]",
            "PUT /api/v1/customers/2 [2]",
            "PUT /api/v1/customers/2 [4]");
    assertThat(rig.listener.lines("delivered"))
        .containsExactly("delivered 3", "delivered 1", "delivered 1");
  }

  @Test
  void itemRefusedInItsOriginalFormToo_isADeadLetter_andTheNextOneIsTriedInABatch() {
    Rig rig = waiting(1, 2);
    rig.transport.script(
        reply(207, "{\"errors\":[{\"batch_index\":1,\"field\":\"identifiers.email\"}]}"),
        reply(400, "{\"meta\":{\"error\":\"invalid id\"}}"));
    rig.delivery.start();
    rig.settle();
    assertThat(rig.queue.dead()).containsExactly(Map.entry(2L, "rejected: status-400"));

    rig.transport.script(
        request -> {
          if (request.operations().equals(List.of(3))) {
            rig.identify(1);
            rig.identify(2);
          }
          return OK;
        });
    rig.identify(9);
    rig.settle();
    assertThat(rig.transport.operations())
        .containsExactly(List.of(1, 2), List.of(2), List.of(3), List.of(4, 5));
  }

  @Test
  void answerThatTellsNothing_hasEachSentByItselfOnce() {
    Rig rig = waiting(1, 2, 3);
    rig.transport.script(reply(207, "<html>"));
    rig.delivery.start();
    rig.settle();
    assertThat(rig.listener.lines("unclear")).containsExactly("unclear 3 not-json");

    assertThat(rig.transport.operations())
        .containsExactly(List.of(1, 2, 3), List.of(1), List.of(2), List.of(3));
    assertThat(rig.queue.deliveredCount()).isEqualTo(3);
  }

  @Test
  void tooLargeBatch_isHalved() {
    Rig rig = waiting(1, 2, 3, 4);
    rig.transport.script(reply(413, ""));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations())
        .containsExactly(List.of(1, 2, 3, 4), List.of(1, 2), List.of(3, 4));
  }

  @Test
  void tooLargeSingle_isADeadLetter() {
    Rig rig = waiting(1);
    rig.transport.script(reply(413, ""));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.queue.dead()).containsExactly(Map.entry(1L, "oversize: status-413"));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void unknownBatchPath_fallsBackToTheOriginalRequests(int status) {
    Rig rig = waiting(1, 2);
    rig.transport.script(reply(status, ""), OK, reply(status, ""));
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.operations()).containsExactly(List.of(1, 2), List.of(1), List.of(2));
    assertThat(rig.listener.lines("unclear")).isEmpty();
    assertThat(rig.listener.lines("retried"))
        .containsExactly("retried 2 misconfigured: status-" + status);
    assertThat(rig.queue.dead()).containsExactly(Map.entry(2L, "misconfigured: status-" + status));
  }

  /** At most 2·log2(n) + 1 requests, whoever it is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 125, 126, 249, 250})
  void F20_oneGuiltyItemOf250_isFoundInFewRequestsAndTheOthersPass(int guilty) {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    for (int i = 1; i <= 250; i++) {
      rig.identify(i);
    }
    rig.transport.script(request -> request.operations().contains(guilty) ? reply(400, "{}") : OK);
    rig.delivery.start();
    rig.settle();

    assertThat(rig.transport.sent()).hasSizeLessThanOrEqualTo(17);
    assertThat(rig.queue.deliveredCount()).isEqualTo(249);
    assertThat(rig.queue.dead()).containsExactly(Map.entry((long) guilty, "rejected: status-400"));
  }

  private static Rig waiting(int... people) {
    Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    for (int person : people) {
      rig.identify(person);
    }
    return rig;
  }
}
