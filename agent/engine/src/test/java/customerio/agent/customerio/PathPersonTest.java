package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPersonTest {

  @ParameterizedTest
  @CsvSource({
    "5, id, 5",
    "a%40b.co, email, a@b.co",
    "a@b.co, email, a@b.co",
    "First.Last%2Btag%40Mail.Example.co.uk, email, First.Last+tag@Mail.Example.co.uk",
    "cio_03000001, cio_id, 03000001",
    "cio_a%40b.co, cio_id, a@b.co",
    "cio%5F03, cio_id, 03",
    "CIO_03, id, CIO_03",
    "%2B14155552671, id, +14155552671",
    "a+b, id, a+b",
    "a%252Fb, id, a%2Fb",
    "a%2Fb, id, a/b",
    "%E2%9C%93%F0%9F%98%80, id, ✓😀",
    "%40handle, id, @handle",
    "handle%40, id, handle@",
    "..., id, ...",
  })
  void kind_isToldByTheShape(String segment, String kind, String value) {
    assertThat(person(segment)).isEqualTo(new PathPerson(kind, value, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root%40localhost",
        "a%40b%40c.de",
        "%22a%20b%22%40c.de",
        "a%20b%40c.de",
        "o'brien%40c.ie",
        "j%C3%BCrgen%40c.de",
        ".a%40c.de",
        "a..b%40c.de",
        "a%40-c.de",
        "a%40c.d",
        "a%40c.de.",
        "a%40%5B127.0.0.1%5D",
      })
  void kind_isUncertain_whereRulesForAddressesDiffer(String segment) {
    assertThat(person(segment)).extracting(PathPerson::certain).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%2",
        "%zz",
        "a%",
        "%C3",
        "%ED%A0%80",
        "%C0%AF",
        "é",
        ".",
        "..",
        "%2E%2e",
        "%20",
        "%09",
        "cio_",
        "cio_%20",
        "%D9%A1%"
      })
  void nobody(String segment) {
    assertThat(person(segment)).isNull();
  }

  @Test
  void limit_isCountedInBytes() {
    assertThat(person("x".repeat(150))).isEqualTo(new PathPerson("id", "x".repeat(150), true));
    assertThat(person("x".repeat(151))).isNull();
    assertThat(person("%C3%A9".repeat(75))).isEqualTo(new PathPerson("id", "é".repeat(75), true));
    assertThat(person("%C3%A9".repeat(76))).isNull();
  }

  @Test
  void key_ignoresTheCaseOfAddressesOnly() {
    assertThat(person("A%40X.co").key())
        .isEqualTo("email:a@x.co")
        .isEqualTo(person("a@x.co").key());
    assertThat(person("Bob").key()).isEqualTo("id:Bob").isNotEqualTo(person("bob").key());
    assertThat(person("cio_03").key()).isEqualTo("cio_id:03");
  }

  @Test
  void identifiers_keepTheCaseAndEscapeForJson() {
    assertThat(person("A%40X.co").identifiers()).isEqualTo("{\"email\":\"A@X.co\"}");
    assertThat(person("a%22%5C%0A").identifiers()).isEqualTo("{\"id\":\"a\\\"\\\\\\n\"}");
  }

  @Test
  void whereNobodyIsKnownByAddress_anAddressIsAnId() {
    Rules never = new Rules(false, true, true);
    assertThat(person("A%40X.co", never)).isEqualTo(new PathPerson("id", "A@X.co", true));
    assertThat(person("j%C3%BCrgen%40x", never))
        .isEqualTo(new PathPerson("id", "j\u00fcrgen@x", true));
    assertThat(person("cio_03", never)).isEqualTo(new PathPerson("cio_id", "03", true));
    assertThat(person("A%40X.co", never).key()).isEqualTo("id:A@X.co");
  }

  @Property(tries = 300)
  void anyEncodedValue_isDecodedOnce(@ForAll @NotBlank @StringLength(max = 37) String value) {
    String wellFormed = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String encoded = URLEncoder.encode(wellFormed, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(PercentDecoder.decode(encoded)).isEqualTo(wellFormed);
  }

  private static PathPerson person(String segment) {
    return person(segment, Rules.DEFAULT);
  }

  private static PathPerson person(String segment, Rules rules) {
    return PathPerson.of(Endpoint.TRACK_IDENTIFY, "/api/v1/customers/" + segment, rules);
  }
}
