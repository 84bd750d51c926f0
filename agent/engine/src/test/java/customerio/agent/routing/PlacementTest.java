package customerio.agent.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Mentions;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final Workspace EU = new Workspace("eu", Region.EU, Map.of());
  private static final Workspace US = new Workspace("us", Region.US, Map.of());
  private static final List<Rule> RULES =
      List.of(
          new Rule("data_region", false, Map.of("eu", EU, "us", US)),
          new Rule("country", true, Map.of("DE", EU, "US", US)));

  /** Nobody belongs anywhere at first; nothing is on disk. */
  private final Tentative where = new Tentative(new NobodyYet());

  private final List<Incident> incidents = new ArrayList<>();
  private Placement placement = new Placement(new Plan(List.of(EU, US), RULES, null));

  @Test
  void firstRuleThatMatches_assigns() {
    assertThat(identify("5", "'country':' de '")).isEqualTo(EU);
    assertThat(identify("6", "'country':'DE','data_region':'us'")).isEqualTo(US);
    assertThat(identify("7", "'country':'DE','data_region':'mars'")).isEqualTo(EU);
    assertThat(identify("8", "'country':'FR'")).isNull();
    assertThat(event("5")).isEqualTo(EU);
    assertThat(event("8")).isNull();
  }

  @Test
  void preference_comparesLetterByLetter() {
    assertThat(identify("5", "'data_region':'EU'")).isNull();
  }

  @Test
  void assignedPerson_stays_andTheWishToMoveIsCounted() {
    identify("5", "'country':'DE'");

    assertThat(identify("5", "'country':'US'")).isEqualTo(EU);
    assertThat(identify("5", "'country':'DE'")).isEqualTo(EU);
    assertThat(incidents).containsExactly(Incident.STAYED);
  }

  @Test
  void default_assignsWhomNoRuleMatches() {
    placement = new Placement(new Plan(List.of(EU, US), RULES, US));

    assertThat(identify("5", "")).isEqualTo(US);
    assertThat(identify("5", "'country':'DE'")).isEqualTo(US);
    assertThat(event("6")).isNull();
  }

  @Test
  void oneHuman_belongsToOneWorkspaceUnderEveryName() {
    identify("5", "'country':'DE','email':'A@b.co','phone':'+1'");

    assertThat(event("a%40b.co")).isEqualTo(EU);
    assertThat(identify("6", "'country':'US','email':'a@B.co'")).isEqualTo(EU);
    assertThat(event("6")).isEqualTo(EU);
  }

  @Test
  void telephone_decidesNothing() {
    identify("5", "'country':'DE','phone':'+1'");

    assertThat(identify("6", "'country':'US','phone':'+1'")).isEqualTo(US);
  }

  @Test
  void visitorWhoBecomesAUser_belongsToOneWorkspace() {
    call(
        Endpoint.PIPELINES_IDENTIFY,
        "/v1/identify",
        "{'anonymousId':'v','traits':{'country':'DE'}}");

    assertThat(
            call(
                Endpoint.PIPELINES_IDENTIFY,
                "/v1/identify",
                "{'userId':5,'anonymousId':'v','traits':{'country':'US'}}"))
        .isEqualTo(EU);
    assertThat(event("5")).isEqualTo(EU);
    assertThat(call(Endpoint.PIPELINES_PAGE, "/v1/page", "{'anonymousId':'v'}")).isEqualTo(EU);
    assertThat(call(Endpoint.TRACK_ANONYMOUS_EVENT, "/api/v1/events", "{'anonymous_id':'v'}"))
        .isEqualTo(EU);
  }

  @Test
  void deletedPerson_isFollowedUntilItIsIdentifiedAnew() {
    identify("5", "'country':'DE','email':'a@b.co'");

    assertThat(delete("5")).isEqualTo(EU);
    assertThat(event("5")).isEqualTo(EU);
    assertThat(identify("5", "'plan':'a'")).isEqualTo(EU);
    assertThat(delete("5")).isEqualTo(EU);
    assertThat(identify("5", "'country':'US','email':'a@b.co'")).isEqualTo(US);
    assertThat(event("5")).isEqualTo(US);
    assertThat(event("a%40b.co")).isEqualTo(US);
    assertThat(incidents).isEmpty();
  }

  @Test
  void mergeWithinAWorkspace_andWithSomebodyUnassigned_follows() {
    identify("1", "'country':'DE'");
    identify("2", "'country':'DE'");

    assertThat(merge("1", "2")).isEqualTo(EU);
    assertThat(merge("3", "1")).isEqualTo(EU);
    assertThat(event("3")).isEqualTo(EU);
    assertThat(merge("8", "9")).isNull();
    assertThat(incidents).isEmpty();
  }

  @Test
  void mergeAcrossWorkspaces_hasNoRightPlace() {
    identify("1", "'country':'DE'");
    identify("2", "'country':'US'");

    assertThat(merge("1", "2")).isNull();
    assertThat(incidents).containsExactly(Incident.CROSSING_MERGE);
    assertThat(event("1")).isEqualTo(EU);
    assertThat(event("2")).isEqualTo(US);
  }

  private Workspace identify(String person, String attributes) {
    return call(Endpoint.TRACK_IDENTIFY, "/api/v1/customers/" + person, '{' + attributes + '}');
  }

  private Workspace event(String person) {
    return call(Endpoint.TRACK_EVENT, "/api/v1/customers/" + person + "/events", "{'name':'a'}");
  }

  private Workspace delete(String person) {
    return call(Endpoint.TRACK_DELETE, "/api/v1/customers/" + person, "");
  }

  private Workspace merge(String primary, String secondary) {
    return call(
        Endpoint.TRACK_MERGE,
        "/api/v1/merge_customers",
        "{'primary':{'id':" + primary + "},'secondary':{'id':" + secondary + "}}");
  }

  private Workspace call(Endpoint endpoint, String target, String body) {
    Mentions mentions =
        Mentions.of(endpoint, target, body.replace('\'', '"').getBytes(UTF_8), Rules.DEFAULT);
    return placement.of(mentions.all().get(0), where, incidents::add);
  }

  private static final class NobodyYet implements Whereabouts {
    @Override
    public Stay of(String name) {
      return null;
    }

    @Override
    public Workspace settle(String name, Workspace workspace) {
      throw new AssertionError("only tried");
    }

    @Override
    public void release(String name) {
      throw new AssertionError("only tried");
    }
  }
}
