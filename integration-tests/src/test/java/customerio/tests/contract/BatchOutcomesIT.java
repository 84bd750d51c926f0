package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.simulator.faults.StatusFault;
import customerio.simulator.state.PersonKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an answer means for each operation of a request.
 *
 * <p>C10, C11: a library reports a 200 that is no JSON as an error, and so it ends there. Here the
 * operation is not lost by that: it is sent again, under the id by which Customer.io knows it.
 */
class BatchOutcomesIT {
  @RegisterExtension static final Application application = Application.with();

  private final Workspace shop = application.workspace();

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void C07_any2xx_isASuccess(int status) throws Exception {
    long rejected = application.count("Rejected");
    answered(status, status == 204 ? null : "{}");

    assertThat(shop.event("p", Said.event(1))).isEqualTo(Reply.QUEUED);

    assertThat(shop.tried()).containsExactly(event(1) + " → " + status);
    assertThat(application.count("Rejected")).isEqualTo(rejected);
  }

  @Test
  void C07_300_isNoSuccess() throws Exception {
    long rejected = application.count("Rejected");
    answered(300, "{}");

    assertThat(shop.event("p", Said.event(1))).isEqualTo(Reply.QUEUED);

    assertThat(shop.tried()).containsExactly(event(1) + " → 300");
    application.awaitCount("Rejected", rejected + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>please log in</html>", "{\"errors\":", "[]"})
  void C10_F29_success_thatIsNoJsonObject_isNoSuccess(String page) throws Exception {
    answered(200, page);

    shop.event("p", Said.event(1));

    assertThat(shop.tried()).containsExactly(event(1) + " → 200", event(1) + " → 200");
    assertThat(shop.ledger()).containsExactly("event id:p e1 applied");
  }

  @Test
  void C11_empty200_isASuccess() throws Exception {
    answered(200, "");

    shop.event("p", Said.event(1));

    assertThat(shop.tried()).containsExactly(event(1) + " → 200");
  }

  @Test
  void T13_F17_207_refusesTheItemItNames() throws Exception {
    oneOfThreeIsRefused(BatchStyle.MULTI_STATUS);

    assertThat(shop.tried()).containsExactly(batch(1, 2, 3) + " → 207");
    assertThat(shop.ledger())
        .containsExactly("event id:p e1 applied", "event id:p e2 refused", "event id:p e3 applied");
  }

  @Test
  void T14_200WithErrors_isRead() throws Exception {
    oneOfThreeIsRefused(BatchStyle.OK_WITH_ERRORS);

    assertThat(shop.tried()).containsExactly(batch(1, 2, 3) + " → 200");
    assertThat(shop.ledger())
        .containsExactly("event id:p e1 applied", "event id:p e2 refused", "event id:p e3 applied");
  }

  @Test
  void T13_F17_207WithoutIndex_isAskedAgainOneByOne_andNothingCountsTwice() throws Exception {
    oneOfThreeIsRefused(BatchStyle.WITHOUT_INDEX);

    assertThat(shop.tried())
        .containsExactly(
            batch(1, 2, 3) + " → 207",
            event(1) + " → 200",
            event(2) + " → 400",
            event(3) + " → 200");
    assertThat(shop.person(PersonKey.id("p")).eventNames()).containsExactly("gate", "e1", "e3");
  }

  @Test
  void T15_F20_400ForOneOfFive_isBisected() throws Exception {
    long rejected = application.count("Rejected");
    shop.proven();

    shop.together(
        "p",
        () -> {
          for (int n = 1; n <= 5; n++) {
            shop.event("p", Said.event(n));
          }
          poison("e3", BatchStyle.WHOLE_BATCH);
        });

    assertThat(shop.tried())
        .containsExactly(
            batch(1, 2, 3, 4, 5) + " → 400",
            batch(1, 2, 3) + " → 400",
            batch(1, 2) + " → 200",
            event(3) + " → 400",
            batch(4, 5) + " → 200");
    assertThat(shop.person(PersonKey.id("p")).eventNames())
        .containsExactly("gate", "e1", "e2", "e4", "e5");
    application.awaitCount("Rejected", rejected + 1);
    application.awaitErrorLine("[customerio-agent] event ");
  }

  @Test
  void T15_413_isHalved_andNothingIsLost() throws Exception {
    shop.proven();

    shop.together(
        "p",
        () -> {
          for (int n = 1; n <= 4; n++) {
            shop.event("p", Said.event(n));
          }
          application
              .simulator()
              .faults()
              .add(FaultRule.named("too large").path("/api/v2/batch").times(1).status(413));
        });

    assertThat(shop.tried())
        .containsExactly(
            batch(1, 2, 3, 4) + " → 413", batch(1, 2) + " → 200", batch(3, 4) + " → 200");
  }

  private void oneOfThreeIsRefused(BatchStyle style) throws Exception {
    long rejected = application.count("Rejected");
    shop.proven();
    shop.together(
        "p",
        () -> {
          for (int n = 1; n <= 3; n++) {
            shop.event("p", Said.event(n));
          }
          poison("e2", style);
        });
    application.awaitDrained();
    application.awaitCount("Rejected", rejected + 1);
  }

  private static void poison(String event, BatchStyle style) {
    application
        .simulator()
        .faults()
        .add(FaultRule.named("poison").poison(new Poison(event, null, style)));
  }

  /**
   * The next event is answered so.
   *
   * @param body null for none
   */
  private void answered(int status, String body) throws Exception {
    shop.proven();
    application.awaitDrained();
    application
        .simulator()
        .faults()
        .add(
            FaultRule.named("answer")
                .path("/events")
                .times(1)
                .status(new StatusFault(status, null, body)));
  }

  private static String event(int n) {
    return "POST /api/v1/customers/p/events " + Said.event(n);
  }

  private static String batch(int... numbers) {
    return Said.batch(
        Arrays.stream(numbers).mapToObj(n -> Said.eventItem(Said.id("p"), n)).toList());
  }
}
