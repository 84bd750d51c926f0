package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IDENTIFY | TRACK | PUT /api/v1/customers/a%40b.c {\"plan\":\"pro\"}",
        "EVENT | TRACK | POST /api/v1/customers/a%40b.c/events"
            + " {\"name\":\"N\",\"data\":{\"plan\":\"pro\"}}",
        "PAGE | TRACK | POST /api/v1/customers/a%40b.c/events"
            + " {\"type\":\"page\",\"name\":\"N\",\"data\":{\"plan\":\"pro\"}}",
        "SCREEN | TRACK | POST /api/v1/customers/a%40b.c/events"
            + " {\"type\":\"screen\",\"name\":\"N\",\"data\":{\"plan\":\"pro\"}}",
        "DELETE | TRACK | DELETE /api/v1/customers/a%40b.c ",
        "SUPPRESS | TRACK | POST /api/v1/customers/a%40b.c/suppress ",
        "UNSUPPRESS | TRACK | POST /api/v1/customers/a%40b.c/unsuppress ",
        "ADD_DEVICE | TRACK | PUT /api/v1/customers/a%40b.c/devices"
            + " {\"device\":{\"id\":\"d/1\",\"platform\":\"ios\",\"attributes\":{\"plan\":\"pro\"}}}",
        "DELETE_DEVICE | TRACK | DELETE /api/v1/customers/a%40b.c/devices/d%2F1 ",
        "IDENTIFY | PIPELINES | POST /v1/identify"
            + " {\"userId\":\"a@b.c\",\"traits\":{\"plan\":\"pro\"}}",
        "EVENT | PIPELINES | POST /v1/track"
            + " {\"userId\":\"a@b.c\",\"event\":\"N\",\"properties\":{\"plan\":\"pro\"}}",
        "PAGE | PIPELINES | POST /v1/page"
            + " {\"userId\":\"a@b.c\",\"name\":\"N\",\"properties\":{\"plan\":\"pro\"}}",
        "SCREEN | PIPELINES | POST /v1/screen"
            + " {\"userId\":\"a@b.c\",\"name\":\"N\",\"properties\":{\"plan\":\"pro\"}}"
      })
  void statement_isTheRequestOfTheDocuments(Statement statement, Api api, String request)
      throws IOException {
    Statement.Words words = new Statement.Words("a@b.c", "N", "d/1", "ios", Map.of("plan", "pro"));

    String path = statement.path(api, words);
    byte[] body = statement.body(api, words);

    String method = statement.endpoint(api).method();
    assertThat((method + ' ' + path + ' ' + new String(body, StandardCharsets.UTF_8)).strip())
        .isEqualTo(request.strip());
    assertThat(Endpoint.match(api, method, path)).isEqualTo(statement.endpoint(api));
    assertThat(RequestReader.read(statement.endpoint(api), path, body, Rules.DEFAULT))
        .isInstanceOf(Reading.Understood.class);
  }

  @Property
  void anybody_isReadBackAsWritten(@ForAll @NotBlank String person) throws IOException {
    String known = new String(person.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    Statement.Words words = new Statement.Words(known, "N", null, null, Map.of());

    String path = Statement.EVENT.path(Api.TRACK, words);

    assertThat(PercentDecoder.decode(Endpoint.TRACK_EVENT.pathParameter(path, 0))).isEqualTo(known);
  }

  @Test
  void values_areWhatJsonKnows() throws IOException {
    Instant time = Instant.parse("2026-05-01T10:00:00Z");
    UUID uuid = new UUID(1, 2);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("null", null);
    values.put("text", "a\"b");
    values.put("enum", Api.TRACK);
    values.put("uuid", uuid);
    values.put("numbers", List.of(1, 2L, 1.5, 2.5f, (short) 3, new BigDecimal("1.10")));
    values.put("yes", true);
    values.put(
        "times", List.of(time, new Date(time.toEpochMilli()), time.atOffset(ZoneOffset.UTC)));
    values.put("map", Map.of("in", List.of()));

    assertThat(identify(Api.TRACK, values))
        .isEqualTo(
            "{\"null\":null,\"text\":\"a\\\"b\",\"enum\":\"TRACK\",\"uuid\":\""
                + uuid
                + "\",\"numbers\":[1,2,1.5,2.5,3,1.10],\"yes\":true,"
                + "\"times\":[1777629600,1777629600,1777629600],\"map\":{\"in\":[]}}");
    assertThat(identify(Api.PIPELINES, Map.of("at", time)))
        .isEqualTo("{\"userId\":\"p\",\"traits\":{\"at\":\"2026-05-01T10:00:00Z\"}}");
  }

  @Test
  void whatJsonDoesNotKnow_isNamedByItsType() {
    assertUnsayable(Map.of("at", LocalDate.EPOCH), "a value of type java.time.LocalDate");
    assertUnsayable(
        Map.of("n", Double.NaN), "a number that JSON does not know, of type java.lang.Double");
    assertUnsayable(Map.of(1, "one"), "a map with a key of type java.lang.Integer");
  }

  @Test
  void mapThatHoldsItself_isUnsayable() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertUnsayable(Map.of("list", endless), "maps or lists in each other, more than 32");
  }

  private static void assertUnsayable(Map<?, ?> attributes, String message) {
    assertThatThrownBy(() -> identify(Api.TRACK, attributes))
        .isInstanceOf(UnsayableValueException.class)
        .hasMessage(message);
  }

  private static String identify(Api api, Map<?, ?> attributes) throws IOException {
    Statement.Words words = new Statement.Words("p", null, null, null, attributes);
    return new String(Statement.IDENTIFY.body(api, words), StandardCharsets.UTF_8);
  }
}
