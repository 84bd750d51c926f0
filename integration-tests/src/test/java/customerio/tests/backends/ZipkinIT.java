package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import customerio.tests.otlp.OtlpReceiver;
import customerio.tests.otlp.ReceivedSpan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody finds in Zipkin who looks for what was sent twice. */
class ZipkinIT {
  private static final String SENT_AGAIN =
      "traces?serviceName=shop&annotationQuery=http.request.resend_count%3D1&limit=100";

  /**
   * Four orders, the batch of two of them, and the question to which region the account belongs.
   */
  private static final int TRACES = 6;

  private static final String ALL = "traces?serviceName=shop&limit=1000";

  @TempDir static Path directory;
  private static ZipkinServer zipkin;
  private static OtlpReceiver collector;
  private static TracedShop shop;

  @BeforeAll
  static void start() throws Exception {
    ZipkinServer.neededOrSkip();
    zipkin = ZipkinServer.start();
    collector = OtlpReceiver.start();
    shop = TracedShop.start(directory, zipkin.spans(), collector.endpoint());
    shop.ordersWhileCustomerioStumbles();
    shop.ordersTwiceWhilePaused();
  }

  @AfterAll
  static void stop() {
    Stream.of(shop, collector, zipkin).forEach(ZipkinIT::close);
  }

  @Test
  void requestCallDeliveryAndItsSecondAttempt_areOneTrace() throws Exception {
    List<JsonNode> found = sentAgain();

    assertThat(tree(only(found, span -> !isBatch(span))))
        .isEqualTo(
            """
            SERVER post /orders
              CLIENT post 200
                PRODUCER event customerio.track queued
                  CLIENT send customerio.track
                    CLIENT post /api/v1/customers/{identifier}/events 503 error
                    CLIENT post /api/v1/customers/{identifier}/events 200 again
            """);
  }

  @Test
  void batch_isATraceOfItsOwnThatLinksToTheCallsInIt() throws Exception {
    JsonNode batch = only(sentAgain(), ZipkinIT::isBatch);

    assertThat(tree(batch))
        .isEqualTo(
            """
            CLIENT send customerio.track 2 operations
              CLIENT post /api/v2/batch 503 error
              CLIENT post /api/v2/batch 200 again
            """);
    assertThat(linkedBy(roots(batch).get(0).get("id").asText()))
        .containsExactly("PRODUCER event customerio.track", "PRODUCER event customerio.track");
  }

  /** Zipkin's model has no links: they are asked of the collector, which gets the same spans. */
  private static List<String> linkedBy(String id) throws Exception {
    return linkedBy(id, collector.awaitSpans(spans -> linkedBy(id, spans).size() == 2));
  }

  private static List<String> linkedBy(String id, List<ReceivedSpan> all) {
    List<String> linked = new ArrayList<>();
    all.stream()
        .filter(span -> span.spanId().equals(id))
        .flatMap(span -> span.span().getLinksList().stream())
        .map(link -> HexFormat.of().formatHex(link.getSpanId().toByteArray()))
        .forEach(
            creator ->
                all.stream()
                    .filter(span -> span.spanId().equals(creator))
                    .forEach(span -> linked.add(span.kind() + ' ' + span.name())));
    return linked;
  }

  /** The one customer's id is an e-mail address, and in every path that the shop calls. */
  @Test
  void nothingThatIsStored_namesThePerson() throws Exception {
    sentAgain();
    JsonNode stored = zipkin.awaits(ALL, all -> all.size() == TRACES);

    assertThat(stored.size()).as(stored.toString()).isEqualTo(TRACES);
    assertThat(stored.toString()).doesNotContain(TracedShop.CANARY).contains("REDACTED");
    assertThat(collector.requests())
        .isNotEmpty()
        .allSatisfy(
            request ->
                assertThat(new String(request.body(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(TracedShop.CANARY));
  }

  private static List<JsonNode> sentAgain() throws Exception {
    JsonNode found =
        zipkin.awaits(
            SENT_AGAIN,
            traces ->
                traces.size() == 2 && list(traces).stream().mapToInt(JsonNode::size).sum() == 9);
    return list(found);
  }

  private interface Such {
    boolean is(JsonNode span);
  }

  private static JsonNode only(List<JsonNode> traces, Such such) {
    List<JsonNode> found =
        traces.stream().filter(trace -> roots(trace).stream().allMatch(such::is)).toList();
    assertThat(found).as(traces.toString()).hasSize(1);
    return found.get(0);
  }

  private static boolean isBatch(JsonNode span) {
    return tags(span).containsKey("messaging.batch.message_count");
  }

  /** A line for each span, below that of its parent. */
  private static String tree(JsonNode trace) {
    StringBuilder tree = new StringBuilder();
    roots(trace).forEach(root -> draw(root, trace, "", tree));
    return tree.toString();
  }

  private static void draw(JsonNode span, JsonNode trace, String indent, StringBuilder tree) {
    Map<String, String> tags = tags(span);
    tree.append(indent).append(span.path("kind").asText()).append(' ');
    tree.append(span.get("name").asText());
    if (!span.path("kind").asText().equals("SERVER")) {
      add(tree, tags.get("customerio.agent.outcome"), "");
      add(tree, tags.get("messaging.batch.message_count"), " operations");
      add(tree, tags.get("http.response.status_code"), "");
      add(tree, tags.containsKey("error") ? "error" : null, "");
      add(tree, tags.containsKey("http.request.resend_count") ? "again" : null, "");
    }
    tree.append('\n');
    list(trace).stream()
        .filter(other -> other.path("parentId").asText().equals(span.get("id").asText()))
        .sorted(Comparator.comparingLong(other -> other.get("timestamp").asLong()))
        .forEach(child -> draw(child, trace, indent + "  ", tree));
  }

  private static void add(StringBuilder line, String word, String unit) {
    if (word != null) {
      line.append(' ').append(word).append(unit);
    }
  }

  private static Map<String, String> tags(JsonNode span) {
    Map<String, String> tags = new TreeMap<>();
    span.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return tags;
  }

  private static List<JsonNode> roots(JsonNode trace) {
    return list(trace).stream().filter(span -> !span.has("parentId")).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static void close(AutoCloseable one) {
    try {
      if (one != null) {
        one.close();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
