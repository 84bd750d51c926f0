package customerio.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcernsTest {
  private final Concerns concerns = new Concerns();

  @Test
  void now_isTheGravestFirstThenByName() {
    Concern mismatch = new Concern("region-mismatch", "track-us", "…", Gravity.DEGRADED);
    Concern breaker = new Concern("breaker-open", "track-us", "…", Gravity.DEGRADED);
    Concern refused = new Concern("credential-refused", "track-us", "…", Gravity.DOWN);
    concerns.raise(mismatch);
    concerns.raise(breaker);
    concerns.raise(refused);

    assertThat(concerns.now()).containsExactly(refused, breaker, mismatch);
  }

  @Test
  void raise_takesThePlaceOfTheSameCodeAndSubject() {
    concerns.raise(new Concern("a", "x", "before", Gravity.DEGRADED));
    Concern now = new Concern("a", "x", "now", Gravity.DOWN);
    concerns.raise(now);

    assertThat(concerns.now()).containsExactly(now);
  }

  @Test
  void clear_leavesOtherSubjects() {
    Concern other = new Concern("a", "y", "…", Gravity.DEGRADED);
    concerns.raise(new Concern("a", "x", "…", Gravity.DEGRADED));
    concerns.raise(other);
    concerns.clear("a", "x");
    concerns.clear("b", "y");

    assertThat(concerns.now()).containsExactly(other);
  }

  @Test
  void concern_readsAsCodeSubjectSentence() {
    assertThat(new Concern("region-mismatch", "track-us", "what", Gravity.DEGRADED))
        .hasToString("region-mismatch track-us: what");
    assertThat(new Concern("queue-trouble", "", "what", Gravity.DOWN))
        .hasToString("queue-trouble: what");
  }
}
