package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.simulator.state.Result;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoisonTest {

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @Test
  void v1_400() {
    poison("bad", null, BatchStyle.MULTI_STATUS);

    assertThat(event("bad").statusCode()).isEqualTo(400);
    assertThat(event("bad").body())
        .isEqualTo("{\"meta\":{\"errors\":[\"the request cannot be processed\"]}}\n");
    assertThat(event("good").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "MULTI_STATUS, 207, true",
    "OK_WITH_ERRORS, 200, true",
    "WITHOUT_INDEX, 207, false",
  })
  void batch_refusesTheItemAlone(BatchStyle style, int status, boolean withIndex) {
    poison("bad", null, style);

    HttpResponse<String> reply = simulator.batch(item("a"), item("bad"), item("b"));

    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.body())
        .isEqualTo(
            "{\"errors\":[{"
                + (withIndex ? "\"batch_index\":1," : "")
                + "\"reason\":\"invalid\",\"field\":\"attributes\","
                + "\"message\":\"the request cannot be processed\"}]}\n");
    assertThat(simulator.results()).containsExactly(Result.APPLIED, Result.REFUSED, Result.APPLIED);
  }

  @Test
  void batch_refusedAsAWhole_appliesNothing() {
    poison("bad", null, BatchStyle.WHOLE_BATCH);

    assertThat(simulator.batch(item("a"), item("bad")).statusCode()).isEqualTo(400);
    assertThat(simulator.results()).containsExactly(Result.REFUSED, Result.REFUSED);
    assertThat(simulator.get().state().workspace("shop").people()).isEmpty();

    assertThat(simulator.batch(item("a")).statusCode()).isEqualTo(200);
  }

  @Test
  void ofAPerson() {
    poison(null, "id:42", BatchStyle.MULTI_STATUS);

    assertThat(simulator.track("PUT", "/api/v1/customers/42", "{}").statusCode()).isEqualTo(400);
    assertThat(simulator.track("PUT", "/api/v1/customers/43", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void pipelines_permissiveDrops_strictRefuses() {
    poison("bad", null, BatchStyle.MULTI_STATUS);
    String call = "{\"userId\":\"1\",\"event\":\"bad\"}";

    assertThat(simulator.pipelines("/v1/track", call).statusCode()).isEqualTo(200);
    assertThat(simulator.strict("/v1/track", call).statusCode()).isEqualTo(400);
    assertThat(simulator.results()).containsExactly(Result.IGNORED, Result.REFUSED);
  }

  @Test
  void forTheNextTimesOnly() {
    simulator
        .get()
        .faults()
        .add(
            FaultRule.named("p").poison(new Poison("bad", null, BatchStyle.MULTI_STATUS)).times(1));

    assertThat(event("bad").statusCode()).isEqualTo(400);
    assertThat(event("bad").statusCode()).isEqualTo(200);
  }

  private void poison(String event, String person, BatchStyle style) {
    simulator.get().faults().add(FaultRule.named("p").poison(new Poison(event, person, style)));
  }

  private HttpResponse<String> event(String name) {
    return simulator.track("POST", "/api/v1/customers/42/events", "{\"name\":\"" + name + "\"}");
  }

  private static String item(String name) {
    return "{\"type\":\"person\",\"action\":\"event\",\"identifiers\":{\"id\":\"1\"},\"name\":\""
        + name
        + "\"}";
  }
}
