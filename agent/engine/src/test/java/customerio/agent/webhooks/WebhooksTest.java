package customerio.agent.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import customerio.agent.capture.WebhookBody;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
  private static final byte[] BODY = "{\"metric\":\"opened\"}".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final long UNKNOWN = -1;

  @TempDir static Path directory;

  private final Concerns concerns = new Concerns();
  private final List<String> log = new ArrayList<>();
  private final SettableClock clock = new SettableClock(NOW);
  private Webhooks webhooks;

  @BeforeEach
  void open() throws IOException {
    Path file = Files.writeString(directory.resolve("keys"), "old\nnew\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    webhooks = Webhooks.open(file, clock, concerns, log::add);
  }

  @Test
  void noFile_nothingIsVerified() {
    assertThat(Webhooks.open(null, clock, concerns, log::add)).isNull();
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "new"})
  void eachKey_isGood(String key) throws Exception {
    read(webhook(key, NOW, BODY.length), 0, BODY.length);

    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 1, 0, 0));
    assertThat(concerns.now()).isEmpty();
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {19, UNKNOWN})
  void otherKey_isMismatched(long length) throws Exception {
    WebhookBody body = webhook("other", NOW, length);
    read(body, 0, BODY.length);
    body.end();
    body.end();

    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 0, 1, 0));
  }

  @Test
  void bodyOfUnknownLength_isVerifiedBeforeItsEnd() throws Exception {
    WebhookBody body = webhook("old", NOW, UNKNOWN);
    read(body, 0, 5);
    assertThat(webhooks.counts().notJudged()).isEqualTo(1);
    read(body, 5, BODY.length);

    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 1, 0, 0));
  }

  @Test
  void bytesBehindAVerifiedBody_changeNothing() throws Exception {
    WebhookBody body = webhook("old", NOW, UNKNOWN);
    read(body, 0, BODY.length);
    read(body, 0, BODY.length);
    body.end();

    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 1, 0, 0));
  }

  /** It was cut off, or something before us has taken the rest. */
  @Test
  void endBeforeTheAnnouncedLength_isNotJudged() throws Exception {
    WebhookBody body = webhook("other", NOW, BODY.length);
    read(body, 0, 5);
    body.end();

    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 0, 0, 0));
    assertThat(webhooks.counts().notJudged()).isEqualTo(1);
  }

  /** A filter, or a form, has used it up. */
  @Test
  void nothingButTheEndOfABodyOfUnknownLength_isNotJudged() throws Exception {
    webhook("other", NOW, UNKNOWN).end();

    assertThat(webhooks.counts().notJudged()).isEqualTo(1);
  }

  @Test
  void doubtfulBody_canOnlyBeVerified() throws Exception {
    WebhookBody wrong = webhook("other", NOW, BODY.length);
    wrong.doubt();
    read(wrong, 0, BODY.length);
    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 0, 0, 0));

    WebhookBody right = webhook("old", NOW, BODY.length);
    right.doubt();
    read(right, 0, BODY.length);
    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(2, 1, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"-301, 0, 1", "-300, 1, 0", "300, 1, 0", "301, 0, 1"})
  void time_mayBeFiveMinutesOff(long seconds, long verified, long stale) throws Exception {
    read(webhook("old", NOW.plusSeconds(seconds), BODY.length), 0, BODY.length);

    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, verified, 0, stale));
  }

  @Test
  void timeThatCounts_isThatOfTheArrival() throws Exception {
    WebhookBody slow = webhook("old", NOW, BODY.length);
    clock.set(NOW.plus(Duration.ofHours(1)));
    read(slow, 0, BODY.length);

    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 1, 0, 0));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "now", "-1", "1700000000.5", "9999999999999", "99999999999999999999"})
  void timestampThatIsNone_isMismatched(String timestamp) {
    assertThat(webhooks.received("0".repeat(64), timestamp, BODY.length)).isNull();
    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 0, 1, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v0=abc", "zz"})
  void signatureThatIsNone_isMismatched(String signature) {
    assertThat(webhooks.received(signature, "1700000000", BODY.length)).isNull();
    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 0, 1, 0));
  }

  @Test
  void badOnes_areToldOnceUntilGoodOnesHaveComeForAWhile() throws Exception {
    bad();
    bad();
    good();
    clock.set(NOW.plus(Alarm.QUIET).minusMillis(1));
    good();
    assertThat(log).hasSize(1);
    assertThat(concerns.now())
        .extracting(Concern::code, Concern::subject, Concern::gravity)
        .containsExactly(tuple("webhook-signature", "", Gravity.DEGRADED));

    clock.set(NOW.plus(Alarm.QUIET));
    good();
    assertThat(concerns.now()).isEmpty();

    bad();
    assertThat(concerns.now()).hasSize(1);
    assertThat(log).hasSize(3).element(1).isEqualTo("webhooks are rightly signed again");
    assertThat(log.get(2)).isEqualTo(log.get(0));
  }

  @Test
  void reason_isThatOfTheLastBadOne() throws Exception {
    bad();
    read(webhook("old", NOW.minusSeconds(301), BODY.length), 0, BODY.length);

    assertThat(concerns.now())
        .singleElement()
        .extracting(Concern::sentence)
        .asString()
        .startsWith("a webhook is rightly signed, but more than 5 minutes before or after");
    assertThat(log).hasSize(1);
  }

  private void bad() throws Exception {
    read(webhook("other", clock.instant(), BODY.length), 0, BODY.length);
  }

  private void good() throws Exception {
    read(webhook("old", clock.instant(), BODY.length), 0, BODY.length);
  }

  private static void read(WebhookBody body, int from, int to) {
    body.read(BODY, from, to - from);
  }

  private WebhookBody webhook(String key, Instant at, long length) throws Exception {
    String timestamp = Long.toString(at.getEpochSecond());
    return webhooks.received(signature(key, timestamp), timestamp, length);
  }

  private static String signature(String key, String timestamp) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    Stream.of("v0:", timestamp, ":")
        .forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(mac.doFinal(BODY));
  }
}
