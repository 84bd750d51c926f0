package customerio.agent.customerio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACK_IDENTIFY|/api/v1/customers/5|{}|IDENTIFIES id:5",
        "TRACK_IDENTIFY|/api/v1/customers/A%40b.co|''|IDENTIFIES email:a@b.co",
        "TRACK_IDENTIFY|/api/v1/customers/cio_03|{\"id\":5,\"email\":\"A@b.co\",\"phone\":\"+1\"}"
            + "|IDENTIFIES cio_id:03 id:5 email:a@b.co phone:+1",
        "TRACK_IDENTIFY|/api/v1/customers/5|{\"anonymous_id\":\"v\"}"
            + "|IDENTIFIES id:5 anonymous:v id:v",
        "TRACK_EVENT|/api/v1/customers/5/events|{broken|SPEAKS id:5",
        "TRACK_DELETE|/api/v1/customers/5|''|DELETES id:5",
        "TRACK_SUPPRESS|/api/v1/customers/5/suppress|{}|SPEAKS id:5",
        "TRACK_ANONYMOUS_EVENT|/api/v1/events|{\"anonymous_id\":\"v\"}|SPEAKS anonymous:v",
        "TRACK_ANONYMOUS_EVENT|/api/v1/events|{\"data\":{\"recipient\":\"a@b.co\"}}|SPEAKS",
        "TRACK_MERGE|/api/v1/merge_customers|{\"primary\":{\"id\":1},\"secondary\":{\"email\":\"X@y\"}}"
            + "|JOINS id:1 email:x@y",
        "TRACK_ENTITY|/api/v2/entity|{\"type\":\"person\",\"action\":\"identify\","
            + "\"identifiers\":{\"id\":5},\"attributes\":{\"email\":\"a@b.co\"}}"
            + "|IDENTIFIES id:5 email:a@b.co",
        "TRACK_ENTITY|/api/v2/entity|{\"type\":\"person\",\"action\":\"delete\","
            + "\"identifiers\":{\"id\":\"5\"}}|DELETES id:5",
        "TRACK_ENTITY|/api/v2/entity|{\"type\":\"object\",\"action\":\"identify\","
            + "\"identifiers\":{\"object_id\":\"5\"}}|SPEAKS",
        "PIPELINES_IDENTIFY|/v1/identify|{\"userId\":5,\"anonymousId\":\"v\","
            + "\"traits\":{\"email\":\"A@b.co\"}}"
            + "|IDENTIFIES id:5 id:v anonymous:v email:a@b.co",
        "PIPELINES_IDENTIFY|/v1/identify|{\"userId\":\"\",\"traits\":{\"email\":\"a@b.co\"}}"
            + "|IDENTIFIES email:a@b.co",
        "PIPELINES_TRACK|/v1/track|{\"userId\":5,\"event\":\"x\"}|SPEAKS id:5",
        "PIPELINES_TRACK|/v1/track|{\"userId\":5,\"event\":\"User Deleted\"}|DELETES id:5",
        "PIPELINES_PAGE|/v1/page|{\"anonymousId\":\"v\"}|SPEAKS id:v",
        "PIPELINES_ALIAS|/v1/alias|{\"userId\":5,\"previousId\":\"v\"}|JOINS id:5 id:v",
        "APP_ANY|/v1/send/email|{\"identifiers\":{\"email\":\"A@b.co\"}}|SPEAKS email:a@b.co",
        "APP_ANY|/v1/send/email|{\"to\":\"a@b.co\"}|SPEAKS",
        "APP_ANY|/v1/customers/A%40b.co/attributes?id_type=email|''|SPEAKS email:a@b.co",
        "APP_ANY|/v1/customers/5/messages|''|SPEAKS id:5",
        "APP_ANY|/v1/customers/attributes|{\"ids\":[1]}|SPEAKS",
        "APP_ANY|/v1/campaigns/5/triggers|{}|SPEAKS"
      })
  void oneCall_isAboutOnePerson(Endpoint endpoint, String target, String body, String expected) {
    assertThat(read(endpoint, target, body)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACK_SEGMENT_ADD|/api/v1/segments/7/add_customers|{\"ids\":[\"5\"]}",
        "TRACK_METRICS|/api/v1/metrics|{\"delivery_id\":\"x\",\"metric\":\"opened\"}",
        "TRACK_ENTITY|/api/v2/entity|{broken",
        "PIPELINES_BATCH|/v1/batch|{\"batch\":[7]}",
        "TRACK_UNKNOWN|/api/v3|{}"
      })
  void whatIsAboutNobody_orCannotBeRead_mentionsNobody(
      Endpoint endpoint, String target, String body) {
    assertThat(read(endpoint, target, body)).isEmpty();
  }

  @Test
  void batches_mentionEachItem() {
    assertThat(
            read(
                Endpoint.TRACK_BATCH,
                "/api/v2/batch",
                "{\"batch\":[{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":1}},"
                    + "{\"type\":\"object\",\"action\":\"identify\"}]}"))
        .containsExactly("SPEAKS id:1", "SPEAKS");
    assertThat(
            read(
                Endpoint.PIPELINES_BATCH,
                "/v1/batch",
                "{\"batch\":[{\"type\":\"identify\",\"userId\":\"1\"},"
                    + "{\"type\":\"alias\",\"userId\":\"1\",\"previousId\":\"2\"},"
                    + "{\"type\":\"track\",\"userId\":\"3\"}]}"))
        .containsExactly("IDENTIFIES id:1", "JOINS id:1 id:2", "SPEAKS id:3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"writeKey\":\"k\",\"batch\":[{\"userId\":\"1\"}]}|true",
        "{\"batch\":[{\"userId\":\"1\",\"writeKey\":\"k\"}]}|true",
        "{\"batch\":[{\"userId\":\"1\"}]}|false"
      })
  void keyInTheBody_isSeen(String body, boolean carriesKey) {
    assertThat(
            Mentions.of(Endpoint.PIPELINES_BATCH, "/v1/batch", body.getBytes(UTF_8), Rules.DEFAULT)
                .carriesKey())
        .isEqualTo(carriesKey);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "country|DE",
        "age|42",
        "adult|true",
        "address.country|FR",
        "a.b|dotted",
        "nothing|",
        "list|",
        "address|",
        "absent|",
        "country.code|"
      })
  void attribute_isOneValue(String path, String expected) {
    Mention mention =
        Mentions.of(
                Endpoint.PIPELINES_IDENTIFY,
                "/v1/identify",
                ("{\"userId\":\"5\",\"traits\":{\"country\":\"US\",\"country\":\"\\u0044E\","
                        + "\"age\":42,\"adult\":true,\"address\":{\"country\":\"FR\"},"
                        + "\"a.b\":\"dotted\",\"a\":{\"b\":\"nested\"},\"nothing\":null,"
                        + "\"list\":[1]}}")
                    .getBytes(UTF_8),
                Rules.DEFAULT)
            .all()
            .get(0);

    assertThat(mention.attribute(path)).isEqualTo(expected);
  }

  @Test
  void mention_saysNothingOfThePerson() {
    Mentions mentions =
        Mentions.of(
            Endpoint.TRACK_IDENTIFY, "/api/v1/customers/canary", new byte[0], Rules.DEFAULT);

    assertThat(mentions.toString()).doesNotContain("canary");
  }

  private static List<String> read(Endpoint endpoint, String target, String body) {
    return Mentions.of(endpoint, target, body.getBytes(UTF_8), Rules.DEFAULT).all().stream()
        .map(mention -> (mention.act() + " " + String.join(" ", mention.names())).strip())
        .toList();
  }
}
