package customerio.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.queue.Routing;
import customerio.agent.queue.disk.DeadLetter;
import customerio.agent.queue.disk.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of an export, which people keep: they may only ever grow. */
class LineFormatTest {
  private static final String LINE =
      """
      {"format":1,"id":"01JD5V00000000000000000001","state":"dead","kind":"track.event",\
      "destination":"track-eu","credential":"000000000000abcd",\
      "capturedAt":"2026-03-01T10:00:00.123Z","reason":"rejected: id:invalid",\
      "givenUpAt":"2026-03-01T10:00:01Z","traceparent":"00-aa-bb-01",\
      "request":{"method":"POST","target":"/api/v1/customers/5/events?x=y",\
      "contentType":"application/json","body":"{\\"name\\":\\"é\\"}"}}
      """;

  @Test
  void aLine_looksLikeThis() throws Exception {
    Operation operation = operation("{\"name\":\"é\"}".getBytes(StandardCharsets.UTF_8));
    DeadLetter letter =
        new DeadLetter(
            new UUID(0, 0),
            1,
            new Routing(1, 2, 3),
            1,
            1772359201000L,
            "rejected: id:invalid",
            new byte[0]);

    assertThat(line(new Found(Place.START, null, letter, operation))).isEqualTo(LINE);
    assertThat(new LineReader().read(LINE.getBytes(StandardCharsets.UTF_8)))
        .usingRecursiveComparison()
        .isEqualTo(operation);
  }

  @Property(tries = 300)
  void anyBody_comesBackByteForByte(@ForAll @Size(max = 100) byte[] body) throws Exception {
    Operation operation = operation(body);
    DeadLetter letter =
        new DeadLetter(new UUID(0, 0), 1, new Routing(1, 2, 3), 1, 1, "expired", new byte[0]);

    String line = line(new Found(Place.START, null, letter, operation));

    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    assertThat(new LineReader().read(line.getBytes(StandardCharsets.UTF_8)))
        .usingRecursiveComparison()
        .isEqualTo(operation);
  }

  @Test
  void whatALaterVersionAdds_isLeftAlone() throws Exception {
    String more = LINE.replace("{\"format\":1", "{\"new\":{\"a\":[1,{}]},\"b\":[[]],\"format\":1");
    assertThat(new LineReader().read(more.getBytes(StandardCharsets.UTF_8)).id())
        .isEqualTo("01JD5V00000000000000000001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\":1 | \"format\":2 | is not of format 1",
        "\"id\":\"01JD5V | \"id\":\"Ü1JD5V | has no id that is a ULID",
        "01JD5V00000000000000000001 | 00000000000000000000000000 | has no id that is a ULID",
        "\"method\":\"POST\" | \"method\":\"\" | has no request.method",
        "\"method\":\"POST\" | \"method\":\"GET\" | has a request that is never queued",
        "\"target\" | \"tarket\" | has no request.target",
        "track-eu | track-asia | has a destination that does not exist",
        "track-eu | trackeu | has a destination that does not exist",
        "2026-03-01T10:00:00.123Z | yesterday | has a capturedAt that is no time in ISO 8601",
        "000000000000abcd | key | has a credential that is not of 16 hex digits",
        "\"contentType\":\"application/json\" | \"bodyBase64\":\"e30=\" | has two bodies",
        "\"body\" | \"bodyBase64\" | has a bodyBase64 that is none",
        "{\"format\" | [\"format\" | is no JSON object",
        "{\"format\" | 5 {\"format\" | is no JSON object",
        "{\"format\" | {} {\"format\" | has something behind its JSON object",
      })
  void aBadLine_isToldWithoutQuotingIt(String part, String bad, String sentence) {
    String line = LINE.replace(part, bad);
    assertThat(line).isNotEqualTo(LINE);

    assertThatThrownBy(() -> new LineReader().read(line.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadLineException.class)
        .hasMessage(sentence);
  }

  @Property(tries = 500)
  void aLineThatIsCutOff_isRefused(
      @ForAll @net.jqwik.api.constraints.IntRange(max = 400) int length) {
    byte[] line = LINE.strip().getBytes(StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(line, Math.min(length, line.length - 1));

    assertThatThrownBy(() -> new LineReader().read(cut)).isInstanceOf(BadLineException.class);
  }

  private static Operation operation(byte[] body) {
    return new Operation(
        "01JD5V00000000000000000001",
        1772359200123L,
        Endpoint.TRACK_EVENT,
        Region.EU,
        0xabcd,
        "POST",
        "/api/v1/customers/5/events?x=y",
        "application/json",
        body,
        "00-aa-bb-01");
  }

  private static String line(Found found) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LineWriter writer = new LineWriter(out)) {
      writer.write(found);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
