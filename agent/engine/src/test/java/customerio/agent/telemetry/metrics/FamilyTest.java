package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyTest {

  @Test
  void sameLabels_areTheSameSeries() {
    Family family = new Family(Metric.PROCESSED, Count::new);

    assertThat(family.of("customerio.track", null))
        .isSameAs(family.of("customerio.track", null))
        .isNotSameAs(family.of(null, null));
  }

  @Test
  void valuesBeyondTheBound_shareASeries_andNoneIsLost() {
    Family family = new Family(Metric.INTERCEPT_DURATION, Count::new);

    for (int i = 0; i < 1_000; i++) {
      ((Count) family.of("client-" + i, "answered")).increment();
    }

    assertThat(family.all()).hasSize(Metric.INTERCEPT_DURATION.mostSeries());
    assertThat(family.all().stream().mapToLong(one -> ((Count) one).sum()).sum()).isEqualTo(1_000);
    assertThat(family.all())
        .filteredOn(one -> one.labels() == Family.OVERFLOW)
        .singleElement()
        .extracting(one -> ((Count) one).sum())
        .isEqualTo(1_000L - (Metric.INTERCEPT_DURATION.mostSeries() - 1));
  }

  @Test
  void seriesThatIsThere_isFoundWhenThereIsNoRoomForOthers() {
    Family family = new Family(Metric.INTERCEPT_DURATION, Count::new);
    Series first = family.of("client-0", "answered");
    for (int i = 1; i < 1_000; i++) {
      family.of("client-" + i, "answered");
    }

    assertThat(family.of("client-0", "answered")).isSameAs(first);
    assertThat(first.labels()).isEqualTo(List.of("client-0", "answered"));
  }

  @Test
  void valueThatADimensionDoesNotHave_isRefused() {
    Family family = new Family(Metric.PASSED, Count::new);

    assertThatThrownBy(() -> family.of("person@example.com"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no series of customerio.agent.call.passed is like that");
    assertThatThrownBy(() -> family.of((String) null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(family::of).isInstanceOf(IllegalArgumentException.class);
    assertThat(family.all()).isEmpty();
  }
}
