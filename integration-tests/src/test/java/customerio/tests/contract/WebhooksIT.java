package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import customerio.jvm.AgentJvm;
import customerio.tests.contract.webhooks.Receiver;
import customerio.tests.contract.webhooks.Receiver.Answer;
import customerio.tests.contract.webhooks.Server;
import customerio.tests.contract.webhooks.Webhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * T25: a webhook whose signature is wrong. Answered with 401, it would stop all reporting for an
 * hour; so the agent tells, and answers nothing. Each case compares the application's answer with
 * that of the same application without the agent.
 */
@ParameterizedClass
@EnumSource(value = Server.class, mode = EnumSource.Mode.EXCLUDE, names = "SPRING_BOOT")
class WebhooksIT {
  private static final String KEY = "canary-key-of-today";
  private static final String NEXT_KEY = "canary-key-of-tomorrow";
  private static final String OTHER_KEY = "of-somebody-else";

  private static final Map<Server, Receiver> BARE = new TreeMap<>();
  private static final Map<Server, Receiver> WATCHED = new TreeMap<>();

  @TempDir static Path directory;

  @Parameter Server server;

  /** How many more webhooks were judged so: a case of one verdict compares all five. */
  private record Counts(long received, long verified, long mismatched, long stale, long open) {
    static final Counts VERIFIED = new Counts(1, 1, 0, 0, 0);
    static final Counts MISMATCHED = new Counts(1, 0, 1, 0, 0);
    static final Counts STALE = new Counts(1, 0, 0, 1, 0);
    static final Counts NOT_JUDGED = new Counts(1, 0, 0, 0, 1);
    static final Counts NOT_SEEN = new Counts(0, 0, 0, 0, 0);

    Counts minus(Counts earlier) {
      return new Counts(
          received - earlier.received,
          verified - earlier.verified,
          mismatched - earlier.mismatched,
          stale - earlier.stale,
          open - earlier.open);
    }
  }

  @AfterAll
  static void stop() {
    BARE.values().forEach(Receiver::close);
    WATCHED.values().forEach(Receiver::close);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bytes",
        "/byte-by-byte",
        "/json",
        "/characters",
        "/lines",
        "/twice",
        "/forward/bytes",
        "/forward/lines"
      })
  void T25_signature_isJudgedHoweverTheBodyIsRead(String path) throws Exception {
    assumeReadable(path);
    Webhook right = Webhook.to(path, KEY);
    Webhook wrong = Webhook.to(path, OTHER_KEY);

    assertThat(judged(right)).isEqualTo(Counts.VERIFIED);
    assertThat(judged(wrong)).isEqualTo(Counts.MISMATCHED);
    assertThat(judged(right.inChunks())).isEqualTo(Counts.VERIFIED);
    // a parser that stops behind the last brace does not know that it was the end
    assertThat(judged(wrong.inChunks()))
        .isEqualTo(path.equals("/json") ? Counts.NOT_JUDGED : Counts.MISMATCHED);
  }

  @Test
  void T25_oldAndNewKey_areBothGood() throws Exception {
    assertThat(judged(Webhook.to("/bytes", NEXT_KEY))).isEqualTo(Counts.VERIFIED);
  }

  @Test
  void T25_changedBody_isMismatched() throws Exception {
    Webhook webhook = Webhook.to("/bytes", KEY);
    String changed = webhook.body().replace("opened", "bounced");

    assertThat(judged(webhook.with(webhook.contentType(), changed))).isEqualTo(Counts.MISMATCHED);
  }

  @Test
  void T25_rightSignatureOfAnotherTime_isStale() throws Exception {
    Webhook webhook = Webhook.to("/bytes", KEY);

    assertThat(judged(webhook.signed(KEY, Instant.now().minusSeconds(3_600))))
        .isEqualTo(Counts.STALE);
    assertThat(judged(webhook.signed(KEY, Instant.now().plusSeconds(3_600))))
        .isEqualTo(Counts.STALE);
    assertThat(judged(webhook.signed(OTHER_KEY, Instant.EPOCH))).isEqualTo(Counts.MISMATCHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bytes", "/type"})
  void T25_noSignature_isNotLookedAt(String path) throws Exception {
    assertThat(judged(Webhook.to(path, KEY).unsigned())).isEqualTo(Counts.NOT_SEEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/half", "/nothing"})
  void T25_bodyThatIsNotRead_isNotJudged(String path) throws Exception {
    for (String key : new String[] {KEY, OTHER_KEY}) {
      Webhook webhook = Webhook.to(path, key);

      assertThat(judged(webhook)).isEqualTo(Counts.NOT_JUDGED);
      assertThat(judged(webhook.inChunks())).isEqualTo(Counts.NOT_JUDGED);
    }
  }

  /** The container reads it by itself. */
  @Test
  void T25_form_isNotJudged() throws Exception {
    assumeReadable("/parameter");
    Webhook form =
        Webhook.to("/parameter", KEY)
            .with("application/x-www-form-urlencoded", "metric=opened&event=1");

    assertThat(judged(form)).isEqualTo(Counts.NOT_JUDGED);
    assertThat(judged(form.inChunks())).isEqualTo(Counts.NOT_JUDGED);
  }

  @Test
  void T25_emptyBody_isJudged() throws Exception {
    Webhook empty = Webhook.to("/nothing", KEY).with("application/json", "");

    assertThat(judged(empty)).isEqualTo(Counts.MISMATCHED);
    assertThat(judged(empty.signed(KEY, Instant.now()))).isEqualTo(Counts.VERIFIED);
  }

  @Test
  void T25_badSignature_isToldOnceAndNamesNobody() throws Exception {
    try (Receiver receiver = watching("told")) {
      receiver.receives(Webhook.to("/bytes", OTHER_KEY));
      receiver.receives(Webhook.to("/bytes", OTHER_KEY));

      String sentence =
          "a webhook has a signature that is not Customer.io's: somebody else sent it, something"
              + " on the way changed it, or webhook.signing-key-file lacks the key of its workspace;"
              + " the application got it as it is; compare the keys and look at who may call this"
              + " address";
      assertThat(receiver.bean("Webhooks Mismatched")).isEqualTo("2");
      assertThat(receiver.bean("Agent Health")).isEqualTo("DEGRADED");
      assertThat(receiver.bean("Agent HealthReasons"))
          .isEqualTo("[webhook-signature: " + sentence + "]");
      String shown = receiver.beans();
      AgentJvm.Finished finished = receiver.jvm().kill();
      assertThat(finished.err().lines().filter(line -> line.contains("a webhook")))
          .containsExactly(
              "[customerio-agent] "
                  + sentence
                  + "; MBean customerio.agent:type=Webhooks counts further ones");
      assertThat(shown + finished.err()).doesNotContain("canary");
    }
  }

  @Test
  void T25_withoutAKey_nothingIsWoven() throws Exception {
    try (Receiver receiver = Receiver.with(server, directory.resolve("unset"))) {
      Webhook webhook = Webhook.to("/type", KEY);

      assertThat(receiver.receives(webhook)).isEqualTo(bare().receives(webhook));
      assertThat(receiver.beans()).isEmpty();
      assertThat(receiver.jvm().kill().err()).isEmpty();
    }
  }

  /** Says what it does to the counts, and makes sure that the application notices nothing. */
  private Counts judged(Webhook webhook) throws Exception {
    Counts before = counts();
    Answer answer = watched().receives(webhook);

    assertThat(answer).isEqualTo(bare().receives(webhook));
    assertThat(answer.status()).isEqualTo(200);
    return counts().minus(before);
  }

  private Counts counts() throws Exception {
    return new Counts(
        count("Received"),
        count("Verified"),
        count("Mismatched"),
        count("Stale"),
        count("NotJudged"));
  }

  private long count(String attribute) throws Exception {
    return Long.parseLong(watched().bean("Webhooks " + attribute));
  }

  private void assumeReadable(String path) {
    assumeTrue(
        server.hasServlets()
            || path.equals("/bytes")
            || path.startsWith("/byte-")
            || path.equals("/json")
            || path.equals("/twice"),
        "this server has no such thing");
  }

  private Receiver bare() throws Exception {
    Receiver known = BARE.get(server);
    if (known == null) {
      known = Receiver.without(server);
      BARE.put(server, known);
    }
    return known;
  }

  private Receiver watched() throws Exception {
    Receiver known = WATCHED.get(server);
    if (known == null) {
      known = watching("watched");
      WATCHED.put(server, known);
      known.receives(Webhook.to("/bytes", KEY)); // from then on the bean is there
    }
    return known;
  }

  private Receiver watching(String name) throws Exception {
    Path keys = directory.resolve("keys");
    Files.writeString(keys, "# today's\n" + KEY + "\n\n" + NEXT_KEY + "\n");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    return Receiver.with(
        server, directory.resolve(name + server), "webhook.signing-key-file=" + keys);
  }
}
