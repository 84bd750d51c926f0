package customerio.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.app.Hello;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prints, and does not judge: a busy machine would fail it. What is judged is the class count. */
class StartTimeIT {
  private static final int ROUNDS = 5;

  @Test
  void hello_withAndWithoutTheAgent() throws Exception {
    List<Long> without = new ArrayList<>();
    List<Long> with = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      without.add(millis(AgentJvm.of(Hello.class)));
      with.add(millis(AgentJvm.of(Hello.class).agent(AgentJar.built())));
    }

    System.out.printf(
        "Hello World from start to end, median of %d: %d ms without the agent, %d ms with it%n",
        ROUNDS, median(without), median(with));
  }

  private static long millis(JvmCommand command) throws InterruptedException {
    long start = System.nanoTime();
    assertThat(command.start().await().exitCode()).isZero();
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static long median(List<Long> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
