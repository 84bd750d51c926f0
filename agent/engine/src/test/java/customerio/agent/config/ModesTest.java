package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ModesTest {

  @Property
  void mostSpecific_wins(
      @ForAll("someGiven") Map<String, Mode> given, @ForAll Endpoint endpoint, @ForAll Mode mode) {
    Modes modes = Modes.all(mode);
    for (Map.Entry<String, Mode> one : given.entrySet()) {
      modes = modes.with(one.getKey(), one.getValue());
    }

    String api = endpoint.api().name().toLowerCase(Locale.ROOT);
    Mode expected =
        given.getOrDefault(api + '.' + endpoint.operationName(), given.getOrDefault(api, mode));
    assertThat(modes.of(endpoint)).isEqualTo(expected);
    assertThat(modes.general()).isEqualTo(mode);
  }

  @Property
  void switched_holdsForAllBelowAndChangesNothingElse(
      @ForAll("someGiven") Map<String, Mode> given,
      @ForAll("targets") String target,
      @ForAll Mode mode) {
    Modes before = Modes.all(Mode.ASYNC);
    for (Map.Entry<String, Mode> one : given.entrySet()) {
      before = before.with(one.getKey(), one.getValue());
    }

    Modes after = before.switched(target, mode);

    for (Endpoint endpoint : Endpoint.values()) {
      String name = endpoint.api().name().toLowerCase(Locale.ROOT) + '.' + endpoint.operationName();
      boolean below = target.isEmpty() || name.equals(target) || name.startsWith(target + '.');
      assertThat(after.of(endpoint)).isEqualTo(below ? mode : before.of(endpoint));
    }
  }

  @Provide
  Arbitrary<Map<String, Mode>> someGiven() {
    return Arbitraries.maps(Arbitraries.of(Modes.targets()), Arbitraries.of(Mode.class))
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> targets() {
    List<String> all = new ArrayList<>(Modes.targets());
    all.add("");
    return Arbitraries.of(all);
  }

  @Test
  void apiIsOff_onlyWhenAllOfItIs() {
    Modes modes = Modes.all(Mode.OFF).with("track.event", Mode.ASYNC);

    assertThat(modes.isOff(Api.TRACK)).isFalse();
    assertThat(modes.isOff(Api.PIPELINES)).isTrue();
    assertThat(modes.isOff()).isFalse();
    assertThat(modes.switched("track", Mode.OFF).isOff()).isTrue();
  }

  @Test
  void targets_areThoseOfTheDocumentedOperations() {
    assertThat(Modes.targets())
        .contains("track", "pipelines", "app", "track.add_device", "pipelines.event")
        .doesNotContain("", "app.app");
  }

  @Test
  void unknownTarget_isRefusedWithWhatThereIs() {
    ModeSwitch modes = new ModeSwitch(Modes.all(Mode.ASYNC), line -> {});

    assertThatThrownBy(() -> modes.change("track.indentify", "sync"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'track.indentify' has no mode of its own; there are \"\" for")
        .hasMessageContaining("track.identify");
    assertThat(modes.modes().given()).isEqualTo(Map.of("", Mode.ASYNC));
  }

  @Test
  void nothing_isNoMode() {
    ModeSwitch modes = new ModeSwitch(Modes.all(Mode.ASYNC), line -> {});

    assertThatThrownBy(() -> modes.change(null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'' is no mode; expected async, sync, observe or off");
  }

  @Test
  void words_nameTheGeneralModeFirst() {
    ModeSwitch modes = new ModeSwitch(Modes.all(Mode.ASYNC), line -> {});
    modes.change("track.identify", " Sync ");

    assertThat(modes).hasToString("async, track.identify sync");
  }
}
