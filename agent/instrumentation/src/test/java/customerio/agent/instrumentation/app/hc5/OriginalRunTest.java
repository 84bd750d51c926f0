package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.Test;

class OriginalRunTest {
  private final List<String> cancelled = new ArrayList<>();
  private final OriginalRun run = new OriginalRun();

  /** A connection that is there sooner than whoever asked for it has gone on. */
  @Test
  void connectingToldTooLate_isNotWhatACancelReaches() throws Exception {
    Thread reactor = new Thread(() -> run.executing(named("exchange")));
    reactor.start();
    reactor.join();
    run.setDependency(named("connecting"));

    assertThat(run.cancel()).isTrue();
    assertThat(cancelled).containsExactly("exchange");
  }

  @Test
  void leaseOfAPooledConnection_isWhatACancelReaches_asWithHttpClient() {
    run.executing(named("exchange"));
    run.setDependency(named("lease"));

    assertThat(run.cancel()).isTrue();
    assertThat(cancelled).containsExactly("lease");
  }

  @Test
  void connecting_isCancelledAsLongAsThereIsNoExchange() {
    run.setDependency(named("lease"));
    run.setDependency(named("connect"));

    assertThat(run.cancel()).isTrue();
    assertThat(cancelled).containsExactly("connect");
  }

  /** What was told last, and then whatever still comes. */
  @Property
  void whateverTheOrder_eachIsCancelledAtMostOnce(@ForAll("steps") List<String> steps) {
    List<String> ended = new ArrayList<>();
    OriginalRun any = new OriginalRun();
    for (String step : steps) {
      switch (step) {
        case "cancel" -> any.cancel();
        case "exchange" -> any.executing(() -> ended.add("exchange"));
        default -> any.setDependency(() -> ended.add(step));
      }
    }
    int cancel = steps.indexOf("cancel");

    assertThat(any.isCancelled()).isTrue();
    assertThat(any.cancel()).isFalse();
    assertThat(ended)
        .isEqualTo(
            steps.subList(Math.max(0, cancel - 1), steps.size()).stream()
                .filter(step -> !step.equals("cancel"))
                .toList());
  }

  @Provide
  Arbitrary<List<String>> steps() {
    return Arbitraries.shuffle("lease", "connect", "exchange", "cancel");
  }

  private Cancellable named(String name) {
    return () -> cancelled.add(name);
  }
}
