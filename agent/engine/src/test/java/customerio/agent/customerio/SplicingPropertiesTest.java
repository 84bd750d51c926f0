package customerio.agent.customerio;

import static customerio.agent.customerio.JsonTexts.parsed;
import static customerio.agent.customerio.Operations.CAPTURED_SECOND;
import static customerio.agent.customerio.Operations.ID;
import static customerio.agent.customerio.Operations.text;
import static customerio.agent.customerio.Operations.track;
import static customerio.agent.customerio.Operations.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.agent.customerio.JsonTexts.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an application writes: the item means the same, and its bytes are the application's. */
class SplicingPropertiesTest {
  private static final Set<String> NO_ATTRIBUTES =
      Set.of("\"_timestamp\"", "\"cio_relationships\"");

  @Property(tries = 1000)
  void identify_meansTheSame(@ForAll("identifies") List<Member> members, @ForAll boolean delayed) {
    String body = JsonTexts.object(members);
    BatchItem item =
        BatchForm.of(track("PUT", "/api/v1/customers/5", body), delayed, Rules.DEFAULT);

    ObjectNode attributes = (ObjectNode) parsed(utf8(body));
    ObjectNode expected = person("identify");
    JsonNode time = attributes.remove("_timestamp");
    if (time != null) {
      expected.set("timestamp", time);
    } else if (delayed) {
      expected.put("timestamp", (int) CAPTURED_SECOND);
    }
    JsonNode relationships = attributes.remove("cio_relationships");
    if (relationships != null) {
      expected.set("cio_relationships", relationships.get("relationships"));
    }
    expected.set("attributes", attributes);
    assertThat(parsed(item.json())).isEqualTo(expected);
  }

  @Property(tries = 1000)
  void identify_keepsTheBytesOfWhatStays(@ForAll("identifies") List<Member> members) {
    String body = JsonTexts.object(members);
    String item =
        text(BatchForm.of(track("PUT", "/api/v1/customers/5", body), false, Rules.DEFAULT).json());
    String attributes = item.substring(item.indexOf("\"attributes\":") + 13, item.length() - 1);

    List<Member> kept = new ArrayList<>(members);
    boolean moved = kept.removeIf(member -> NO_ATTRIBUTES.contains(member.nameText()));
    if (!moved) {
      assertThat(attributes).isEqualTo(body);
    }
    int from = 0;
    StringBuilder between = new StringBuilder();
    for (Member member : kept) {
      int at = attributes.indexOf(member.text(), from);
      assertThat(at).as(attributes).isNotNegative();
      between.append(attributes, from, at);
      from = at + member.text().length();
    }
    between.append(attributes.substring(from));
    assertThat(between.toString().replaceAll("\\s", ""))
        .isEqualTo("{" + ",".repeat(Math.max(0, kept.size() - 1)) + "}");
  }

  @Property(tries = 500)
  void event_meansTheSame(
      @ForAll("objects") String data, @ForAll("spaces") String space, @ForAll boolean delayed) {
    String body = "{" + space + "\"data\":" + space + data + space + ",\"name\" :\"n\"}";
    BatchItem item =
        BatchForm.of(track("POST", "/api/v1/customers/5/events", body), delayed, Rules.DEFAULT);

    ObjectNode expected = person("event").put("name", "n").put("id", ID);
    if (delayed) {
      expected.put("timestamp", (int) CAPTURED_SECOND);
    }
    expected.set("attributes", parsed(utf8(data)));
    assertThat(parsed(item.json())).isEqualTo(expected);
    assertThat(text(item.json())).endsWith(",\"attributes\":" + data + "}");
  }

  @Property(tries = 500)
  void device_meansTheSame(@ForAll("devices") List<Member> members) {
    String device = JsonTexts.object(members);
    String body = "{\"device\" : " + device + " }";
    BatchItem item =
        BatchForm.of(track("PUT", "/api/v1/customers/5/devices", body), false, Rules.DEFAULT);

    ObjectNode translated = (ObjectNode) parsed(utf8(device));
    translated.set("token", translated.remove("id"));
    ObjectNode expected = person("add_device");
    expected.set("device", translated);
    assertThat(parsed(item.json())).isEqualTo(expected);
    for (Member member : members) {
      if (!member.nameText().equals("\"id\"")) {
        assertThat(text(item.json())).contains(member.text());
      }
    }
  }

  @Property(tries = 500)
  void stampedSingle_isTheBodyWithSomethingInFront(
      @ForAll("objects") String body, @ForAll("spaces") String space, @ForAll boolean delayed) {
    String sent = space + body + space;
    String stamped =
        text(SingleForm.of(track("POST", "/api/v1/events", sent), delayed, Rules.DEFAULT).body());
    String stamps = "\"id\":\"" + ID + "\"" + (delayed ? ",\"timestamp\":" + CAPTURED_SECOND : "");
    ObjectNode before = (ObjectNode) parsed(utf8(body));
    String comma = before.isEmpty() ? "" : ",";
    assertThat(stamped).isEqualTo(space + "{" + stamps + comma + body.substring(1) + space);
    before.put("id", ID);
    if (delayed) {
      before.put("timestamp", (int) CAPTURED_SECOND);
    }
    assertThat(parsed(utf8(stamped))).isEqualTo(before);
  }

  @Property(tries = 500)
  void pipelinesItem_meansTheSame(@ForAll("objects") String body) {
    BatchItem item = BatchForm.of(Operations.pipelines("/v1/track", body), true, Rules.DEFAULT);
    ObjectNode expected = (ObjectNode) parsed(utf8(body));
    expected.put("type", "track").put("messageId", MessageId.of(ID));
    expected.put("timestamp", "2026-05-27T20:02:42.500Z");
    assertThat(parsed(item.json())).isEqualTo(expected);
    assertThat(text(item.json())).endsWith(body.substring(1));
  }

  @Property(tries = 500)
  void everyMember_isFoundWhereItLies(@ForAll("identifies") List<Member> members) {
    String body = "\n " + JsonTexts.object(members) + " ";
    RawObject object = RawObject.of(utf8(body));
    assertThat(object.members())
        .extracting(object::raw)
        .isEqualTo(members.stream().map(Member::valueText).toList());
    assertThat(object.members())
        .extracting(RawObject.Member::name)
        .isEqualTo(members.stream().map(m -> parsed(utf8(m.nameText())).asText()).toList());
  }

  /** Cut off anywhere, it is no JSON; and nothing breaks. */
  @Property(tries = 500)
  void truncated_isNotUnderstood(@ForAll("objects") String body, @ForAll int seed) {
    byte[] whole = utf8(body);
    byte[] cut = java.util.Arrays.copyOf(whole, 1 + Math.floorMod(seed, whole.length - 1));
    Operation op = Operations.operation(Api.TRACK, "PUT", "/api/v1/customers/5", cut);
    assertThat(RequestReader.read(op.endpoint(), op.target(), cut, Rules.DEFAULT))
        .isEqualTo(new Reading.NotUnderstood("json-invalid"));
    assertThat(BatchForm.of(op, true, Rules.DEFAULT)).isNull();
    assertThat(SingleForm.of(op, true, Rules.DEFAULT).body()).isEqualTo(cut);
  }

  /** Whatever arrives, no function throws. */
  @Property(tries = 2000)
  void anyBytes_toAnyEndpoint_areHarmless(
      @ForAll("bodies") byte[] body, @ForAll Endpoint endpoint, @ForAll boolean delayed) {
    String target = endpoint.template().replaceAll("\\{[a-z_]+}", "5");
    Operation op =
        new Operation(ID, 1, endpoint, Region.US, 1, endpoint.method(), target, null, body, null);
    assertThat(RequestReader.read(endpoint, target, body, Rules.DEFAULT)).isNotNull();
    assertThat(SingleForm.of(op, delayed, Rules.DEFAULT).target()).isEqualTo(target);
    BatchItem item = BatchForm.of(op, delayed, Rules.DEFAULT);
    if (item != null) {
      assertThat(parsed(item.json()).isObject()).isTrue();
    }
  }

  @Provide
  Arbitrary<List<Member>> identifies() {
    Arbitrary<Member> time =
        JsonTexts.member(Arbitraries.just("\"_timestamp\""), Arbitraries.of("1", "1700000000"));
    Arbitrary<Member> relationships =
        JsonTexts.member(
            Arbitraries.just("\"cio_relationships\""),
            Arbitraries.of(
                "{\"action\":\"add_relationships\" , \"relationships\": [ {\"a\":1.10} ]}",
                "{\"relationships\":[],\"action\":\"add_relationships\"}"));
    Arbitrary<Member> other = JsonTexts.member(JsonTexts.names(), JsonTexts.values());
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(1, time),
            net.jqwik.api.Tuple.of(1, relationships),
            net.jqwik.api.Tuple.of(3, other))
        .list()
        .ofMaxSize(5)
        .uniqueElements(Member::nameText);
  }

  @Provide
  Arbitrary<List<Member>> devices() {
    Arbitrary<Member> id =
        JsonTexts.member(
            Arbitraries.of("\"id\"", "\"id\""), Arbitraries.of("\"t\"", "\"\\u0041\""));
    Arbitrary<List<Member>> others =
        JsonTexts.members(Arbitraries.of("\"platform\"", "\"last_used\"", "\"attributes\""), 3);
    return net.jqwik.api.Combinators.combine(id, others, Arbitraries.integers().between(0, 3))
        .as(
            (token, rest, at) -> {
              List<Member> members = new ArrayList<>(rest);
              members.add(Math.min(at, rest.size()), token);
              return members;
            });
  }

  @Provide
  Arbitrary<String> objects() {
    return JsonTexts.members(JsonTexts.names(), 4).map(JsonTexts::object);
  }

  @Provide
  Arbitrary<String> spaces() {
    return JsonTexts.spaces();
  }

  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<String> names =
        Arbitraries.of(
            "\"name\"",
            "\"id\"",
            "\"type\"",
            "\"action\"",
            "\"identifiers\"",
            "\"device\"",
            "\"data\"",
            "\"batch\"",
            "\"ids\"",
            "\"userId\"",
            "\"event\"",
            "\"traits\"",
            "\"timestamp\"",
            "\"_timestamp\"",
            "\"cio_relationships\"",
            "\"context\"",
            "\"primary\"",
            "\"secondary\"",
            "\"groupId\"");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            JsonTexts.values(),
            Arbitraries.of("\"person\"", "\"event\"", "\"5\"", "{\"id\":\"5\"}", "[{}]", "7"));
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40),
        JsonTexts.member(names, values)
            .list()
            .ofMaxSize(5)
            .map(JsonTexts::object)
            .map(Operations::utf8));
  }

  private static ObjectNode person(String action) {
    ObjectNode person = JsonTexts.STRICT.createObjectNode().put("type", "person");
    person.putObject("identifiers").put("id", "5");
    return person.put("action", action);
  }
}
