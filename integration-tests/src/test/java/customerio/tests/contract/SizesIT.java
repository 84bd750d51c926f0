package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.BatchBuilder;
import customerio.agent.customerio.BatchItem;
import customerio.simulator.http.RequestLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes are those of the bytes on the wire, and are known before anything is sent. */
class SizesIT {
  @RegisterExtension
  static final Application application = Application.with("batch.max-bytes=500000");

  private static final String SMILE = "\ud83d\ude42";

  private final Workspace shop = application.workspace();

  @Test
  void C08_contentLength_countsBytes_aloneAndInABatch() throws Exception {
    String event = Said.event("e1", 1, "{\"text\":\"" + SMILE.repeat(3) + "\u00fc\"}");
    shop.proven();

    shop.event("p", event);
    shop.sent();
    shop.together(
        "p",
        () -> {
          shop.event("p", Said.event("e2", 2, "{\"text\":\"" + SMILE + "\"}"));
          shop.event("p", Said.event("e3", 3, "{\"text\":\"\u20ac\"}"));
        });

    assertThat(shop.sent())
        .containsExactly(
            "POST /api/v1/customers/p/events " + event,
            Said.batch(
                Said.eventItem(Said.id("p"), "e2", 2, "{\"text\":\"" + SMILE + "\"}"),
                Said.eventItem(Said.id("p"), "e3", 3, "{\"text\":\"\u20ac\"}")));
    assertThat(shop.requests(entry -> entry.bodyText().contains("text")))
        .hasSize(2)
        .allSatisfy(
            entry ->
                assertThat(entry.request().header("content-length"))
                    .isEqualTo(Integer.toString(utf8(entry.bodyText()))));
  }

  /** v1 takes 100 000 bytes of data, an item of a v2 batch 32 000 in all. */
  @Test
  void T06_eventOf60KB_goesAloneBetweenItsNeighbours() throws Exception {
    String large = Said.event("large", 3, "{\"text\":\"" + "x".repeat(60_000) + "\"}");
    shop.proven();

    shop.together(
        "p",
        () -> {
          shop.event("p", Said.event(1));
          shop.event("p", Said.event(2));
          shop.event("p", large);
          shop.event("p", Said.event(4));
          shop.event("p", Said.event(5));
        });

    assertThat(shop.sent())
        .containsExactly(
            Said.batch(Said.eventItem(Said.id("p"), 1), Said.eventItem(Said.id("p"), 2)),
            "POST /api/v1/customers/p/events " + large,
            Said.batch(Said.eventItem(Said.id("p"), 4), Said.eventItem(Said.id("p"), 5)));
  }

  @ParameterizedTest
  @CsvSource({"20, false", "10, false", "9, true"})
  void T16_itemIsCountedBeforeItIsAdded(int bytes, boolean fits) {
    BatchBuilder batch = new BatchBuilder(Api.TRACK, 1000, 1_000_000);
    int rest = 499_990 - "{\"batch\":[]}".length() - 15 * (32_000 + 1);
    for (int i = 0; i < 15; i++) {
      batch.add(item(32_000));
    }
    batch.add(item(rest));
    assertThat(batch.build().body()).hasSize(499_990);

    assertThat(batch.add(item(bytes))).isEqualTo(fits);

    assertThat(batch.build().body()).hasSize(fits ? 500_000 : 499_990);
  }

  private static BatchItem item(int bytes) {
    String json = "{\"x\":\"" + "x".repeat(Math.max(0, bytes - 8)) + "\"}";
    return new BatchItem(json.getBytes(StandardCharsets.UTF_8), "", false);
  }

  @Test
  void T16_batchesOfEmoji_stayBelowTheLimitInBytes_andNothingIsRefused() throws Exception {
    String data = "{\"text\":\"" + SMILE.repeat(7_500) + "\"}";
    shop.proven();

    shop.together(
        "p",
        () -> {
          for (int n = 1; n <= 20; n++) {
            shop.event("p", Said.event("e" + n, n, data));
          }
        });

    List<String> all = IntStream.rangeClosed(1, 20).mapToObj(n -> "e" + n).toList();
    assertThat(shop.arrivals()).extracting(arrival -> arrival.name()).isEqualTo(all);
    List<RequestLog.Entry> requests = shop.requests(entry -> entry.bodyText().contains(SMILE));
    assertThat(requests).extracting(RequestLog.Entry::answered).containsOnly("200");
    assertThat(requests).extracting(entry -> entry.request().path()).contains("/api/v2/batch");
    assertThat(requests)
        .allSatisfy(entry -> assertThat(entry.request().body().length).isLessThan(500_001));
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
