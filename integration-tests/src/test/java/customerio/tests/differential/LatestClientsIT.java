package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import customerio.tests.differential.client.Case;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract with the newest of each client, also with an agent that only observes. */
class LatestClientsIT extends HttpClientContract {

  private Play observed;

  static List<ClientUnderTest> clients() {
    return ClientUnderTest.wanted(Part.EVERY_BUILD);
  }

  @Override
  Part part() {
    return Part.EVERY_BUILD;
  }

  @Override
  void playMore(Path directory) throws Exception {
    observed = null;
    observed = Play.withAgent(client, directory.resolve("observed"), "mode=observe");
  }

  @TestFactory
  Stream<DynamicTest> observed_nothingAtAllChanges() {
    return Arrays.stream(Case.values())
        .map(which -> dynamicTest(which.title(), () -> untouched(which)));
  }

  private void untouched(Case which) {
    assumeOffered(alone(), which);

    assertThat(
            Differences.whenObserved(
                alone().row(), which, alone().seen(which), observed.seen(which)))
        .isEmpty();
  }

  @Test
  void observed_saysWhatItWouldHaveDone() {
    assumeFalse(
        alone().row().isBridged(), "an agent that touches nothing leads nobody over its bridge");
    assertThat(observed.lastWords())
        .containsPattern(
            "observed [1-9][0-9]* calls and touched none: [1-9][0-9]* would have been answered at"
                + " once in place of [0-9]+ ms of waiting; ");
  }
}
