package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private final Properties properties = new Properties();
  private final List<String> problems = new ArrayList<>();

  @Test
  void defaults_areTheDocumentedOnes() {
    Settings settings = read(null, Map.of());

    assertThat(settings.modes().general()).isEqualTo(Mode.ASYNC);
    assertThat(settings.extraHosts()).isEmpty();
    assertThat(settings.endpoints())
        .containsEntry(HostRole.TRACK_EU, URI.create("https://track-eu.customer.io"));
    assertThat(settings.wording()).isEqualTo(new Settings.Wording(true, true, true));
    assertThat(settings.accounts())
        .isEqualTo(new Settings.Accounts(RegionChoice.AS_CALLED, true, true));
    assertThat(settings.queue().durability()).isEqualTo(DurabilityWord.PROCESS);
    assertThat(settings.queue().maxBytes()).isEqualTo(512L << 20);
    assertThat(settings.queue().maxAge()).isEqualTo(Duration.ofHours(72));
    assertThat(settings.batch())
        .isEqualTo(new Settings.Batch(BatchMode.ADAPTIVE, 1000, 480_000, Duration.ofMillis(5)));
    assertThat(settings.retry())
        .isEqualTo(
            new Settings.Retry(
                3,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                0.3,
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                100));
    assertThat(settings.breaker())
        .isEqualTo(new Settings.Breaker(5, 2, Duration.ofSeconds(10), Duration.ofMinutes(5)));
    assertThat(settings.rateLimits()).isEqualTo(new Settings.RateLimits(1000, 1000, 10, 100));
    assertThat(problems).isEmpty();
  }

  @Test
  void wording_isTheWorkspacesAndTheOperatorsToSay() {
    assertThat(
            read("identifier.email=never,stamp.identify=false,stamp.events=false", Map.of())
                .wording())
        .isEqualTo(new Settings.Wording(false, false, false));
    assertThat(problems).isEmpty();
    assertThat(read("identifier.email=sometimes,stamp.events=2", Map.of()).wording())
        .isEqualTo(new Settings.Wording(true, true, true));
    assertThat(problems)
        .containsExactly(
            "agent argument identifier.email is 'sometimes'; expected auto or never; using auto",
            "agent argument stamp.events is '2'; expected true or false; using true");
  }

  @Test
  void sources_argumentBeforePropertyBeforeEnvironmentBeforeFile(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("agent.properties");
    Files.writeString(
        file, "mode=off\nretry.max-attempts=9\nbatch.max-operations=9\nshutdown.timeout=9s\n");
    properties.setProperty("customerio.agent.retry.max-attempts", "8");
    properties.setProperty("customerio.agent.batch.max-operations", "8");
    Map<String, String> environment =
        Map.of(
            "CUSTOMERIO_AGENT_BATCH_MAX_OPERATIONS", "7",
            "CUSTOMERIO_AGENT_MODE", "observe",
            "CUSTOMERIO_AGENT_CONFIG", file.toString());

    Settings settings = read("retry.max-attempts=6", environment);

    assertThat(settings.retry().maxAttempts()).isEqualTo(6);
    assertThat(settings.batch().maxOperations()).isEqualTo(8);
    assertThat(settings.modes().general()).isEqualTo(Mode.OBSERVE);
    assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(problems).isEmpty();
  }

  @Test
  void enabledFalse_isNotThereWhateverTheMode() {
    assertThat(read("enabled=false", Map.of()).enabled()).isFalse();
  }

  @Test
  void modeOverrides_haveTheThreeSpellings() {
    properties.setProperty("customerio.agent.mode.app", "off");

    Settings settings =
        read(
            "mode=observe,mode.track.identify=sync",
            Map.of("CUSTOMERIO_AGENT_MODE_TRACK_ADD_DEVICE", "async"));

    assertThat(settings.modes().given())
        .isEqualTo(
            Map.of(
                "", Mode.OBSERVE,
                "app", Mode.OFF,
                "track.identify", Mode.SYNC,
                "track.add_device", Mode.ASYNC));
    assertThat(problems).isEmpty();
  }

  @Test
  void namesOfEvents_mayHoldSpaces() {
    Settings.Dedup dedup =
        read("dedup.events=composite,dedup.events.names=sign up, log in,,mode=sync", Map.of())
            .dedup();

    assertThat(dedup)
        .isEqualTo(
            new Settings.Dedup(
                Duration.ZERO,
                EventDedup.COMPOSITE,
                Set.of("sign up", "log in"),
                Duration.ofSeconds(60),
                100_000));
    assertThat(problems).isEmpty();
  }

  @Test
  void modeOverride_wrongValueOrName_isSaidAndTheWiderModeHolds() {
    Settings settings =
        read("mode=sync,mode.track.identify=synk,mode.track.add-device=off", Map.of());

    assertThat(settings.modes().given()).isEqualTo(Map.of("", Mode.SYNC));
    assertThat(problems)
        .containsExactly(
            "unknown setting 'mode.track.add-device' is ignored; did you mean"
                + " mode.track.add_device?",
            "agent argument mode.track.identify is 'synk'; expected async, sync, observe or off;"
                + " using none");
  }

  @Test
  void sync_waitsThreeSecondsAndThenAccepts() {
    assertThat(read(null, Map.of()).sync())
        .isEqualTo(new Settings.Sync(Duration.ofSeconds(3), OnOutage.ACCEPT));
    assertThat(read("sync.timeout=1s,sync.on-outage=error", Map.of()).sync())
        .isEqualTo(new Settings.Sync(Duration.ofSeconds(1), OnOutage.ERROR));
    assertThat(problems).isEmpty();
  }

  @Test
  void wayToRecogniseEvents_misspelt_isTheDefault() {
    assertThat(read("dedup.events=hash", Map.of()).dedup().events()).isEqualTo(EventDedup.ID);
    assertThat(problems)
        .containsExactly(
            "agent argument dedup.events is 'hash'; expected off, id or composite; using id");
  }

  @Test
  void argument_valueWithComma_staysWhole() {
    assertThat(read("queue.dir=/var/a,b,mode=sync", Map.of()).queue().directory())
        .isEqualTo(Path.of("/var/a,b"));
  }

  @Test
  void extraHosts_schemePortAndPrefixAreOptional() {
    Settings settings =
        read("hosts.extra=track-us=127.0.0.1:9000;pipelines-eu=http://GW.corp/cio-cdp/", Map.of());

    assertThat(settings.extraHosts())
        .containsExactly(
            new ExtraHost(HostRole.TRACK_US, null, "127.0.0.1", 9000, ""),
            new ExtraHost(HostRole.PIPELINES_EU, "http", "gw.corp", -1, "/cio-cdp"));
    assertThat(problems).isEmpty();
  }

  @Test
  void endpoint_notGiven_isWhatTheApplicationCalls() {
    Settings settings =
        read(
            "hosts.extra=track-us=127.0.0.1:9000;track-eu=gw.corp:8443/eu;app-us=http://mock:1,"
                + "endpoint.app-us=http://127.0.0.1:7",
            Map.of());

    assertThat(settings.endpoints())
        .containsEntry(HostRole.TRACK_US, URI.create("http://127.0.0.1:9000"))
        .containsEntry(HostRole.TRACK_EU, URI.create("https://gw.corp:8443/eu"))
        .containsEntry(HostRole.APP_US, URI.create("http://127.0.0.1:7"))
        .containsEntry(HostRole.PIPELINES_US, URI.create("https://cdp.customer.io"));
  }

  @Test
  void everyKey_readsItsOwnDefault() {
    assertThat(Keys.all()).allSatisfy(key -> assertThat(key.parse(key.defaultText())).isNotNull());
  }

  @Test
  void blanksAroundNamesAndValues_areNotPartOfThem() {
    Settings settings =
        read(" mode = observe , queue.dir = /x ", Map.of("CUSTOMERIO_AGENT_OTEL_MODE", " off "));

    assertThat(settings.modes().general()).isEqualTo(Mode.OBSERVE);
    assertThat(settings.queue().directory()).isEqualTo(Path.of("/x"));
    assertThat(settings.otelMode()).isEqualTo(OtelMode.OFF);
    assertThat(problems).isEmpty();
  }

  @Test
  void percentAndUnicode_stayAsTheyAre() {
    assertThat(read("queue.dir=/x/%41-\u00fc", Map.of()).queue().directory())
        .isEqualTo(Path.of("/x/%41-\u00fc"));
  }

  /** Docker Compose and Kubernetes templates hand on what is not set as an empty variable. */
  @Test
  void emptyVariable_isNotSet() {
    properties.setProperty("customerio.agent.mode", " ");

    assertThat(read(null, Map.of("CUSTOMERIO_AGENT_MODE", "observe")).modes().general())
        .isEqualTo(Mode.OBSERVE);
    assertThat(read(null, Map.of("CUSTOMERIO_AGENT_MODE", "")).modes().general())
        .isEqualTo(Mode.ASYNC);
    assertThat(problems).isEmpty();
  }

  @Test
  void urlWithAPassword_isRefusedAndNotRepeated() {
    Settings settings =
        read(
            "endpoint.track-us=https://user:secret@gw.corp,"
                + "hosts.extra=track-us=http://user:secret@gw.corp",
            Map.of());

    assertThat(settings.endpoints())
        .containsEntry(HostRole.TRACK_US, URI.create("https://track.customer.io"));
    assertThat(settings.extraHosts()).isEmpty();
    assertThat(problems)
        .containsExactly(
            "agent argument hosts.extra has a value that is not shown here, as it may hold a"
                + " secret; expected "
                + ExtraHost.EXPECTED
                + "; using none",
            "agent argument endpoint.track-us has a value that is not shown here, as it may hold a"
                + " secret; expected an http or https base URL; using https://track.customer.io");
  }

  @Test
  void credentialInPlaceOfAFile_isNotRepeated() {
    assertThat(read("credentials.file=Basic c2l0ZTprZXk=", Map.of()).credentialsFile()).isNull();
    assertThat(problems).singleElement().asString().doesNotContain("c2l0ZTprZXk");
  }

  @Test
  void routingFile_isAPath_andNoCredential() {
    assertThat(read(null, Map.of()).routingFile()).isNull();
    assertThat(read("routing.file=/etc/cio/routing.properties", Map.of()).routingFile())
        .isEqualTo(Path.of("/etc/cio/routing.properties"));
    assertThat(problems).isEmpty();

    assertThat(read("routing.file=Basic c2l0ZTprZXk=", Map.of()).routingFile()).isNull();
    assertThat(problems)
        .containsExactly(
            "agent argument routing.file has a value that is not shown here, as it may hold a"
                + " secret; expected the path of a file with workspaces and rules, see"
                + " docs/routing.md; using none");
  }

  @Test
  void lineBreakInAValue_doesNotForgeALine() {
    read(null, Map.of("CUSTOMERIO_AGENT_MODE", "a\n[other] all is well"));

    assertThat(problems).singleElement().asString().doesNotContain("\n");
  }

  @Test
  void pathThatIsNone_isSaidAndTheDefaultApplies() {
    Settings settings = read("queue.dir=/x\0y", Map.of());

    assertThat(settings.queue().directory()).isEqualTo(DefaultQueueDirectory.path());
    assertThat(problems)
        .containsExactly("agent argument queue.dir is '/x?y'; expected a directory; using none");
  }

  @Test
  void relativeDirectory_isMadeAbsolute() {
    assertThat(read("queue.dir=data/../queue", Map.of()).queue().directory())
        .isEqualTo(Path.of("").toAbsolutePath().resolve("queue"));
  }

  @Test
  void forever_isAnAgeOnly() {
    Settings settings = read("queue.max-age=forever,shutdown.timeout=forever", Map.of());

    assertThat(settings.queue().maxAge()).isEqualTo(Values.FOREVER);
    assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(problems)
        .containsExactly(
            "agent argument shutdown.timeout is 'forever'; expected a duration such as 500ms, 10s,"
                + " 5m or 72h; using 5s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sync.timeout",
        "queue.sync-interval",
        "queue.full-timeout",
        "retry.base-delay",
        "retry.max-delay",
        "hold.base-delay",
        "hold.max-delay",
        "hold.max-attempts",
        "breaker.open-duration",
        "breaker.max-open-duration",
        "transport.connect-timeout",
        "transport.request-timeout"
      })
  void zero_isNoPauseAndNoTimeout(String key) {
    read(key + "=0s", Map.of());

    assertThat(problems).singleElement().asString().contains("above 0");
  }

  @Test
  void extraHosts_ipv6AndDuplicates() {
    Settings settings =
        read("hosts.extra=track-us=http://[::1]:9000;track-us=http://[::1]:9000", Map.of());

    assertThat(settings.extraHosts())
        .containsOnly(new ExtraHost(HostRole.TRACK_US, "http", "[::1]", 9000, ""));
    assertThat(settings.endpoints())
        .containsEntry(HostRole.TRACK_US, URI.create("http://[::1]:9000"));
    assertThat(problems).isEmpty();
  }

  private Settings read(String arguments, Map<String, String> environment) {
    return SettingsReader.read(arguments, properties, environment, problems::add);
  }
}
