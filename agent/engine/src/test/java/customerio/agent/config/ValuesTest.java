package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "10s,PT10S", "1.5m,PT1M30S", "72h,PT72H", "2d,PT48H"})
  void duration_hasAUnit(String text, Duration expected) {
    assertThat(Values.duration(text)).isEqualTo(expected);
  }

  @Test
  void duration_foreverCanBeAddedToAnyTime() {
    assertThat(Values.age("forever")).isEqualTo(Duration.ofDays(365_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "10 parsecs", "-1s", "s"})
  void duration_anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.duration(text));
  }

  @ParameterizedTest
  @CsvSource({"480000,480000", "1KB,1000", "1KiB,1024", "512MiB,536870912", "2gb,2000000000"})
  void bytes_decimalAndBinaryUnits(String text, long expected) {
    assertThat(Values.bytes(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1000/s,1000", "600/m,10", "1e12/s,1000000", "10,10"})
  void rate_isPerSecond(String text, double expected) {
    assertThat(Values.perSecond(text)).isEqualTo(expected);
  }

  /** A limiter that counts whole permits would take it for ten times as much. */
  @ParameterizedTest
  @ValueSource(strings = {"6/m", "0.5/s", "0", "-1/s", "NaN", "1/h"})
  void rate_belowOneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.perSecond(text));
  }

  @ParameterizedTest
  @CsvSource({"off,-1", "OFF,-1", "0,0", "9877,9877", "65535,65535"})
  void port_isOffOrANumber(String text, int expected) {
    assertThat(Values.port(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "on", "-1", "65536", "127.0.0.1:9877"})
  void port_anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.port(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1", "::", "fe80::1%eth0", "pod-7.svc.local"})
  void host_isANameOrAnAddress(String text) {
    assertThat(Values.host(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "http://a", "a/b"})
  void host_anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.host(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"400d", "1000000d"})
  void duration_fitsIntoNanoseconds(String text) {
    assertThat(Values.duration(text).toNanos()).isEqualTo(Duration.ofDays(365).toNanos());
  }
}
