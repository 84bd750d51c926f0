package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Endpoint;
import customerio.agent.queue.Routing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What ends or revives a person, in batches. One lane, so that everybody could share one. */
class BarriersTest {
  private Rig rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);

  @Test
  void F39_deletionRacingWithIdentifies_waitsForThoseBefore_andThoseAfterWaitForIt() {
    rig.identify(1);
    rig.identify(2);
    delete(1);
    rig.identify(1);
    rig.identify(2);
    start();

    assertThat(lines())
        .containsExactly(
            "POST /api/v2/batch identify 1, identify 2",
            "DELETE /api/v1/customers/1",
            "POST /api/v2/batch identify 1, identify 2");
  }

  @Test
  void deletionsOfDifferentPeople_shareABatchWithOthers() {
    delete(1);
    rig.identify(2);
    delete(3);
    rig.identify(4);
    start();

    assertThat(lines())
        .containsExactly("POST /api/v2/batch delete 1, identify 2, delete 3, identify 4");
  }

  @Test
  void suppressionAndItsEnd_neverShareOne() {
    call(Endpoint.TRACK_SUPPRESS, "POST", 1, "/suppress", "{}");
    call(Endpoint.TRACK_UNSUPPRESS, "POST", 1, "/unsuppress", "{}");
    rig.identify(1);
    start();

    assertThat(lines())
        .containsExactly(
            "POST /api/v1/customers/1/suppress",
            "POST /api/v1/customers/1/unsuppress",
            "PUT /api/v1/customers/1");
  }

  @Test
  void lostAnswerOfADeletion_endsNobodyWhoLivesAgain() {
    rig.identify(2);
    delete(1);
    rig.identify(1);
    rig.transport.script(reply(503, ""));
    start();

    assertThat(lines())
        .containsExactly(
            "POST /api/v2/batch identify 2, delete 1",
            "POST /api/v2/batch identify 2, delete 1",
            "PUT /api/v1/customers/1");
  }

  /**
   * @param sayings about one of four people: a deletion where it is divisible by five
   */
  @Property(tries = 500)
  void anything_isSaidInOrder_andNoBarrierHasCompanyOfItsPerson(
      @ForAll @Size(max = 60) List<@IntRange(max = 99) Integer> sayings) {
    rig = new Rig(Rig.lanes(Rig.SETTINGS, 1), 1);
    List<String> said = new ArrayList<>();
    for (int saying : sayings) {
      int person = saying % 4 + 1;
      if (saying % 5 == 0) {
        delete(person);
      } else {
        rig.identify(person);
      }
      said.add((saying % 5 == 0 ? "delete " : "identify ") + person);
    }
    start();

    List<List<String>> requests = rig.transport.sent().stream().map(BarriersTest::said).toList();
    assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(said);
    for (List<String> request : requests) {
      for (String item : request) {
        String person = item.substring(item.indexOf(' '));
        assertThat(item.startsWith("delete"))
            .as(request.toString())
            .isIn(false, request.stream().filter(other -> other.endsWith(person)).count() == 1);
      }
    }
  }

  private static List<String> said(ScriptedTransport.Sent sent) {
    String line = line(sent);
    if (line.startsWith("POST /api/v2/batch ")) {
      return List.of(line.substring("POST /api/v2/batch ".length()).split(", "));
    }
    String person = line.substring(line.lastIndexOf('/') + 1);
    return List.of((line.startsWith("DELETE") ? "delete " : "identify ") + person);
  }

  private void start() {
    rig.delivery.start();
    rig.pass(Duration.ofSeconds(2));
    assertThat(rig.queue.dead()).isEmpty();
  }

  private void delete(int person) {
    call(Endpoint.TRACK_DELETE, "DELETE", person, "", "");
  }

  private void call(Endpoint endpoint, String method, int person, String path, String body) {
    String target = "/api/v1/customers/" + person + path;
    rig.append(endpoint, method, target, body, new Routing(Rig.KEY, person, 0));
  }

  /** Of a batch, action and person of each item. */
  private List<String> lines() {
    return rig.transport.sent().stream().map(BarriersTest::line).toList();
  }

  private static String line(ScriptedTransport.Sent sent) {
    String request = sent.request().method() + ' ' + sent.request().target();
    String body = new String(sent.request().body(), StandardCharsets.UTF_8);
    return body.startsWith("{\"batch\"") ? request + ' ' + String.join(", ", items(body)) : request;
  }

  private static List<String> items(String body) {
    return Pattern.compile("\"id\":\"(\\d+)\"},\"action\":\"(\\w+)\"")
        .matcher(body)
        .results()
        .map(item -> item.group(2) + ' ' + item.group(1))
        .toList();
  }
}
