package customerio.agent.customerio;

import static customerio.agent.customerio.Api.APP;
import static customerio.agent.customerio.Api.PIPELINES;
import static customerio.agent.customerio.Api.TRACK;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Answer.Accepted;
import customerio.agent.customerio.Answer.Misconfigured;
import customerio.agent.customerio.Answer.PartlyAccepted;
import customerio.agent.customerio.Answer.Redirected;
import customerio.agent.customerio.Answer.Refused;
import customerio.agent.customerio.Answer.Throttled;
import customerio.agent.customerio.Answer.TooLarge;
import customerio.agent.customerio.Answer.TryLater;
import customerio.agent.customerio.Answer.Unattributable;
import customerio.agent.customerio.Answer.Unauthorized;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final Instant NOW = Instant.parse("2026-05-27T20:02:42Z");

  @Nested
  class Success {

    @ParameterizedTest
    @ValueSource(
        strings = {"{}\n", "", " \r\n", "{\"errors\":[]}", "{\"errors\":null}", "{\"x\":1}"})
    void withoutErrors_isAccepted(String body) {
      assertThat(track(3, 200, body)).isEqualTo(new Accepted());
      assertThat(track(1, 204, body)).isEqualTo(new Accepted());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"<html>Sign in to the network</html>", "OK", "[]", "{\"errors\":", "\"{}\""})
    void withAnotherBody_saysNothing(String body) {
      assertThat(track(1, 200, body)).isEqualTo(new Unattributable("not-json"));
      assertThat(track(3, 207, body)).isEqualTo(new Unattributable("not-json"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 207})
    void withErrors_isPartlyAccepted(int status) {
      assertThat(
              track(
                  3,
                  status,
                  "{\"errors\":[{\"batch_index\":1,\"reason\":\"required\","
                      + "\"field\":\"identifiers.id\",\"message\":\"a@b.co is bad\"},"
                      + "{\"batch_index\":0,\"reason\":\"invalid\",\"field\":\"name\"}]}"))
          .isEqualTo(new PartlyAccepted(Map.of(1, "identifiers.id:required", 0, "name:invalid")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"errors\":[{\"reason\":\"invalid\"}]}                        | index-unusable",
          "{\"errors\":[{\"batch_index\":0},{\"reason\":\"invalid\"}]}    | index-unusable",
          "{\"errors\":[{\"batch_index\":3}]}                             | index-unusable",
          "{\"errors\":[{\"batch_index\":-1}]}                            | index-unusable",
          "{\"errors\":[{\"batch_index\":4294967296}]}                    | index-unusable",
          "{\"errors\":[{\"batch_index\":\"1\"}]}                         | index-unusable",
          "{\"errors\":[{\"batch_index\":1.0}]}                           | index-unusable",
          "{\"errors\":[{\"batch_index\":null}]}                          | index-unusable",
          "{\"errors\":[{\"batch_index\":1},{\"batch_index\":1}]}         | index-repeated",
          "{\"errors\":[{\"batch_index\":1,\"field\":\"id\"},"
              + "{\"batch_index\":1,\"field\":\"id\"}]}                 | index-repeated",
          "{\"errors\":[\"item 1\"]}                                      | errors-unreadable",
          "{\"errors\":{\"batch_index\":1}}                               | errors-unreadable",
          "{\"errors\":\"item 1\"}                                        | errors-unreadable",
        })
    void withErrorsOfUnknownItems_isUnattributable(String body, String reason) {
      assertThat(track(3, 207, body)).isEqualTo(new Unattributable(reason));
      assertThat(track(3, 200, body)).isEqualTo(new Unattributable(reason));
    }

    @Test
    void itemWithTwoFaults_isOneItem() {
      assertThat(
              track(
                  3,
                  207,
                  "{\"errors\":[{\"batch_index\":1,\"reason\":\"required\",\"field\":\"name\"},"
                      + "{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\"timestamp\"}]}"))
          .isEqualTo(new PartlyAccepted(Map.of(1, "name:required")));
    }

    @Test
    void multiStatusWithoutErrors_isUnattributable() {
      assertThat(track(3, 207, "")).isEqualTo(new Unattributable("207-without-body"));
      assertThat(track(3, 207, "{}")).isEqualTo(new Unattributable("207-without-errors"));
      assertThat(track(3, 207, "{\"errors\":[]}"))
          .isEqualTo(new Unattributable("207-without-errors"));
    }

    @Test
    void errorsOfASingleRequest_needNoIndex() {
      assertThat(track(1, 200, "{\"errors\":[{\"field\":\"name\"},{\"field\":\"id\"}]}"))
          .isEqualTo(new PartlyAccepted(Map.of(0, "name:refused")));
      assertThat(track(1, 200, "{\"errors\":[{\"batch_index\":1}]}"))
          .isEqualTo(new Unattributable("index-unusable"));
    }

    @ParameterizedTest
    @EnumSource(
        value = Api.class,
        names = {"PIPELINES", "APP"})
    void elsewhere_isAcceptedWhateverTheBody(Api api) {
      assertThat(read(api, 3, 200, "<html>", null)).isEqualTo(new Accepted());
      assertThat(read(api, 3, 202, "", null)).isEqualTo(new Accepted());
    }
  }

  @Nested
  class Failure {

    @Test
    void classes() {
      assertThat(track(1, 401, "")).isEqualTo(new Unauthorized());
      assertThat(track(1, 402, "")).isEqualTo(new Unauthorized());
      assertThat(track(1, 403, "")).isEqualTo(new Unauthorized());
      assertThat(track(1, 404, "")).isEqualTo(new Misconfigured(404));
      assertThat(track(1, 405, "")).isEqualTo(new Misconfigured(405));
      assertThat(track(1, 407, "")).isEqualTo(new Misconfigured(407));
      assertThat(track(1, 413, "")).isEqualTo(new TooLarge());
      assertThat(track(1, 303, "")).isEqualTo(new Misconfigured(303));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 406, 409, 410, 415, 422, 451, 499})
    void otherClientErrors_areRefusals(int status) {
      assertThat(track(1, status, "")).isEqualTo(new Refused("status-" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 408, 421, 425, 500, 501, 502, 503, 504, 520, 522, 524, 599, 999})
    void troubleOnTheOtherSide_isForLater(int status) {
      assertThat(track(1, status, "<html>")).isEqualTo(new TryLater(null, "status-" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirects_nameTheirTarget(int status) {
      assertThat(
              AnswerReader.read(
                  APP,
                  1,
                  status,
                  name -> name.equals("Location") ? "https://x" : null,
                  new byte[0],
                  NOW))
          .isEqualTo(new Redirected("https://x"));
      assertThat(track(1, status, "")).isEqualTo(new Redirected(null));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"errors\":[{\"reason\":\"invalid\",\"field\":\"identifiers\"}]} | identifiers:invalid",
          "{\"errors\":[{\"reason\":\"parse_error\"}]}                       | parse_error",
          "{\"errors\":[]}                                                  | status-400",
          "{\"errors\":[\"a@b.co is bad\"]}                                 | status-400",
          "{\"meta\":{\"error\":\"a@b.co is bad\"}}                         | status-400",
          "{\"meta\":{\"errors\":[\"a@b.co is bad\"]}}                      | status-400",
          "a@b.co is bad                                                    | status-400",
        })
    void refusal_isTheCodeOfItsFirstError(String body, String reason) {
      assertThat(track(3, 400, body)).isEqualTo(new Refused(reason));
      assertThat(read(PIPELINES, 3, 400, body, null)).isEqualTo(new Refused(reason));
    }

    @Test
    void refusal_quotesNothingOfTheApplications() {
      assertThat(
              track(
                  1,
                  400,
                  "{\"errors\":[{\"reason\":\"a@b.co is bad\","
                      + "\"field\":\"attributes.secret name\"}]}"))
          .isEqualTo(new Refused("attributes:refused"));
      assertThat(track(1, 400, "{\"errors\":[{\"reason\":\"Too Long\",\"field\":\"a@b.co\"}]}"))
          .isEqualTo(new Refused("too_long"));
      assertThat(track(1, 400, "{\"errors\":[{\"reason\":7,\"field\":\"batch[0].device/token\"}]}"))
          .isEqualTo(new Refused("batch:refused"));
    }
  }

  @Nested
  class Patience {

    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "7, 7",
      "' 7 ', 7",
      "3600, 3600",
      "3601, 3600",
      "99999999999999999999, 3600",
      "'Wed, 27 May 2026 20:03:42 GMT', 60",
      "'Wed, 27 May 2026 20:02:42 GMT', 0",
      "'Wed, 27 May 2026 19:00:00 GMT', 0",
      "'Thu, 28 May 2026 20:02:42 GMT', 3600",
    })
    void retryAfter_isSecondsOrADate_ofAtMostAnHour(String value, int seconds) {
      Duration expected = Duration.ofSeconds(seconds);
      assertThat(read(TRACK, 1, 429, "", value)).isEqualTo(new Throttled(expected));
      assertThat(read(TRACK, 1, 503, "", value)).isEqualTo(new TryLater(expected, "status-503"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", " ", "-1", "1.5", "+5", "soon", "٣", "Wed, 99 May 2026 20:03:42 GMT"})
    void retryAfter_thatMakesNoSense_isAbsent(String value) {
      assertThat(read(TRACK, 1, 429, "", value)).isEqualTo(new Throttled(null));
    }

    @Test
    void retryAfter_isOptional() {
      assertThat(read(TRACK, 1, 429, "", null)).isEqualTo(new Throttled(null));
    }
  }

  @Property(tries = 1000)
  void anyAnswer_isReadAsSomething(
      @ForAll @IntRange(max = 1000) int status,
      @ForAll Api api,
      @ForAll @IntRange(min = 1, max = 3) int items,
      @ForAll byte[] body,
      @ForAll String header) {
    Answer answer = AnswerReader.read(api, items, status, name -> header, body, NOW);
    boolean success = status >= 200 && status < 300;
    assertThat(
            answer instanceof Accepted
                || answer instanceof PartlyAccepted
                || answer instanceof Unattributable)
        .isEqualTo(success);
  }

  private static Answer track(int items, int status, String body) {
    return read(TRACK, items, status, body, null);
  }

  private static Answer read(Api api, int items, int status, String body, String retryAfter) {
    return AnswerReader.read(
        api,
        items,
        status,
        name -> name.equals("Retry-After") ? retryAfter : null,
        Operations.utf8(body),
        NOW);
  }
}
