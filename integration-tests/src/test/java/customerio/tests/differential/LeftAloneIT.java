package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import customerio.tests.differential.client.Case;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A client whose sockets the agent does not know: all of its calls go out as without the agent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeftAloneIT {
  private final ClientUnderTest client = ClientUnderTest.leftAlone();
  private Play alone;
  private Play withAgent;

  @BeforeAll
  void play(@TempDir Path queue) throws Exception {
    CompletableFuture<Play> first = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                first.complete(Play.alone(client));
              } catch (Throwable e) {
                first.completeExceptionally(e);
              }
            },
            "play")
        .start();
    withAgent = Play.withAgent(client, queue);
    alone = first.get();
  }

  @TestFactory
  Stream<DynamicTest> withAndWithoutAgent_nothingAtAllChanges() {
    return Arrays.stream(Case.values())
        .map(which -> dynamicTest(which.title(), () -> untouched(which)));
  }

  private void untouched(Case which) {
    HttpClientContract.assumeOffered(alone, which);

    assertThat(
            Differences.whenObserved(alone.row(), which, alone.seen(which), withAgent.seen(which)))
        .isEmpty();
  }
}
