package customerio.agent.customerio;

import static customerio.agent.customerio.Operations.text;
import static customerio.agent.customerio.Operations.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {

  @Test
  void track_isAV2Batch() {
    BatchBuilder batch = new BatchBuilder(Api.TRACK, 10, 1000);
    assertThat(batch.add(item("{\"a\":1}", ""))).isTrue();
    assertThat(batch.add(item("{\"b\":2}", ""))).isTrue();
    assertThat(batch.count()).isEqualTo(2);
    assertThat(batch.build())
        .usingRecursiveComparison()
        .isEqualTo(
            new WireRequest(
                "POST",
                "/api/v2/batch",
                "application/json",
                utf8("{\"batch\":[{\"a\":1},{\"b\":2}]}")));
  }

  @Test
  void pipelines_saysForAllWhatItsItemsAgreeIn() {
    BatchBuilder batch = new BatchBuilder(Api.PIPELINES, 10, 1000);
    String group = ",\"context\":{\"ip\":\"é\"},\"integrations\":{}";
    assertThat(batch.add(item("{\"a\":1}", group))).isTrue();
    assertThat(batch.add(item("{\"b\":2}", group))).isTrue();
    assertThat(batch.build())
        .usingRecursiveComparison()
        .isEqualTo(
            new WireRequest(
                "POST",
                "/v1/batch",
                "application/json",
                utf8(
                    "{\"batch\":[{\"a\":1},{\"b\":2}],\"context\":{\"ip\":\"é\"},"
                        + "\"integrations\":{}}")));
  }

  @Test
  void app_hasNone() {
    assertThatThrownBy(() -> new BatchBuilder(Api.APP, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the App API has no batches");
  }

  @Test
  void empty_isNeverBuilt() {
    BatchBuilder batch = new BatchBuilder(Api.TRACK, 10, 1000);
    assertThat(batch.count()).isZero();
    assertThatThrownBy(batch::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a batch without items");
  }

  @Test
  void anotherGroup_orOneTooMany_changesNothing() {
    BatchBuilder batch = new BatchBuilder(Api.PIPELINES, 2, 1000);
    assertThat(batch.add(item("{\"a\":1}", ""))).isTrue();
    assertThat(batch.add(item("{\"b\":2}", ",\"context\":{}"))).isFalse();
    assertThat(batch.add(item("{\"c\":3}", ""))).isTrue();
    assertThat(batch.add(item("{\"d\":4}", ""))).isFalse();
    assertThat(text(batch.build().body())).isEqualTo("{\"batch\":[{\"a\":1},{\"c\":3}]}");
  }

  @Test
  void limit_isMetToTheByte() {
    String two = "{\"batch\":[{\"a\":1},{\"b\":2}]}";
    BatchBuilder fits = new BatchBuilder(Api.TRACK, 10, two.length());
    assertThat(fits.add(item("{\"a\":1}", ""))).isTrue();
    assertThat(fits.add(item("{\"b\":2}", ""))).isTrue();
    BatchBuilder tight = new BatchBuilder(Api.TRACK, 10, two.length() - 1);
    assertThat(tight.add(item("{\"a\":1}", ""))).isTrue();
    assertThat(tight.add(item("{\"b\":2}", ""))).isFalse();
    BatchBuilder tooSmall = new BatchBuilder(Api.TRACK, 10, 18);
    assertThat(tooSmall.add(item("{\"a\":1}", ""))).isFalse();
    assertThat(tooSmall.count()).isZero();
  }

  /** Node's and Python's own libraries count characters, or after the fact, and lose batches. */
  @Property(tries = 500)
  void limit_isNeverExceeded_andNothingIsLost(
      @ForAll("items") List<BatchItem> items,
      @ForAll @IntRange(min = 1, max = 8) int maxOperations,
      @ForAll @IntRange(min = 13, max = 300) int maxBytes) {
    BatchBuilder batch = new BatchBuilder(Api.PIPELINES, maxOperations, maxBytes);
    List<String> taken = new ArrayList<>();
    for (BatchItem item : items) {
      if (batch.add(item)) {
        taken.add(text(item.json()));
      }
    }
    assertThat(batch.count()).isEqualTo(taken.size()).isLessThanOrEqualTo(maxOperations);
    if (!taken.isEmpty()) {
      byte[] body = batch.build().body();
      assertThat(body).hasSizeLessThanOrEqualTo(maxBytes);
      assertThat(text(body)).startsWith("{\"batch\":[" + String.join(",", taken) + "]");
      assertThat(JsonTexts.parsed(body).get("batch")).hasSize(taken.size());
    }
  }

  @Test
  void moreThanCustomerIoTakes_isNeverBuilt() {
    BatchBuilder batch = new BatchBuilder(Api.TRACK, 1000, Integer.MAX_VALUE);
    BatchItem item = item("{\"x\":\"" + "é".repeat(10_000) + "\"}", "");
    int added = 0;
    while (batch.add(item)) {
      added++;
    }
    assertThat(added).isEqualTo(24);
    assertThat(batch.build().body()).hasSizeLessThanOrEqualTo(500_000);
  }

  @Provide
  Arbitrary<List<BatchItem>> items() {
    Arbitrary<String> json =
        Arbitraries.of("", "a", "é", "😀", "中文")
            .list()
            .ofMaxSize(15)
            .map(texts -> "{\"x\":\"" + String.join("", texts) + "\"}");
    Arbitrary<String> group = Arbitraries.of("", ",\"context\":{\"ip\":\"é\"}");
    return Combinators.combine(json, group).as(BatchBuilderTest::item).list().ofMaxSize(12);
  }

  private static BatchItem item(String json, String group) {
    return new BatchItem(utf8(json), group, false);
  }
}
