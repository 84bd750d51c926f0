package customerio.agent.config;

import customerio.agent.log.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every setting there is. Names and defaults are a promise to users; the README lists them. */
final class Keys {
  /** Of a setting that names a file or directory and is not given. */
  static final Path NO_PATH = Path.of("");

  private static final List<Key<?>> ALL = new ArrayList<>();

  private static final String SIZE = "a size such as 480000, 64MB or 512MiB";
  private static final String DURATION = "a duration such as 500ms, 10s, 5m or 72h";

  static final Key<Boolean> ENABLED = bool("enabled", "true");
  static final Key<Mode> MODE = add("mode", "async", Mode.EXPECTED, Mode::parse);
  static final Map<String, Key<List<Mode>>> MODE_OVERRIDES = modeOverrides();
  static final Key<Duration> SYNC_TIMEOUT = pause("sync.timeout", "3s");
  static final Key<OnOutage> SYNC_ON_OUTAGE =
      add("sync.on-outage", "accept", "accept or error", text -> Values.word(OnOutage.class, text));
  static final Key<List<ExtraHost>> HOSTS_EXTRA =
      add("hosts.extra", "", ExtraHost.EXPECTED, ExtraHost::parseAll);
  static final List<Key<EndpointUrl>> ENDPOINTS = endpoints();
  static final Key<RegionChoice> REGION =
      add(
          "region",
          "as-called",
          "as-called, auto, us or eu",
          text -> Values.word(RegionChoice.class, text));
  static final Key<Boolean> REGION_CHECK = bool("region.check", "true");
  static final Key<Boolean> PIPELINES_KEY_CHECK = bool("pipelines.key-check", "true");

  static final Key<Boolean> IDENTIFIER_EMAIL =
      add(
          "identifier.email",
          "auto",
          "auto or never",
          text -> Values.word(EmailIdentifier.class, text) == EmailIdentifier.AUTO);
  static final Key<Boolean> STAMP_IDENTIFY = bool("stamp.identify", "true");
  static final Key<Boolean> STAMP_EVENTS = bool("stamp.events", "true");

  static final Key<Path> QUEUE_DIR =
      add("queue.dir", "", "a directory", text -> text.isEmpty() ? NO_PATH : UserPath.of(text));
  static final Key<DurabilityWord> QUEUE_DURABILITY =
      add(
          "queue.durability",
          "process",
          "memory, process, interval or fsync",
          text -> Values.word(DurabilityWord.class, text));
  static final Key<Long> QUEUE_MAX_BYTES = bytes("queue.max-bytes", "512MiB");
  static final Key<Duration> QUEUE_SYNC_INTERVAL = pause("queue.sync-interval", "100ms");
  static final Key<Long> QUEUE_MIN_FREE_BYTES =
      add("queue.min-free-bytes", "256MiB", SIZE + ", or 0", Values::bytesOrNone);
  static final Key<FullPolicyWord> QUEUE_FULL_POLICY =
      add(
          "queue.full-policy",
          "pass-through",
          "pass-through, block or drop-oldest",
          text -> Values.word(FullPolicyWord.class, text));
  static final Key<Duration> QUEUE_FULL_TIMEOUT =
      add(
          "queue.full-timeout",
          "1s",
          "a duration above 0 and not above 1m, such as 500ms",
          text -> Values.durationUpTo(Duration.ofMinutes(1), text));
  static final Key<Duration> QUEUE_MAX_AGE =
      add("queue.max-age", "72h", DURATION + ", or forever", Values::age);
  static final Key<Path> QUEUE_KEY_FILE =
      add(
          "queue.key-file",
          "",
          "the path of a file with keys",
          text -> text.isEmpty() ? NO_PATH : UserPath.of(text));

  static final Key<BatchMode> BATCH_MODE =
      add(
          "batch.mode",
          "adaptive",
          "adaptive, always or never",
          text -> Values.word(BatchMode.class, text));
  static final Key<Integer> BATCH_MAX_OPERATIONS = count("batch.max-operations", "1000");
  static final Key<Long> BATCH_MAX_BYTES = bytes("batch.max-bytes", "480000");
  static final Key<Duration> BATCH_LINGER = duration("batch.linger", "5ms");

  /** Zero: whether a repeat changes nothing depends on what other processes said meanwhile. */
  static final Key<Duration> DEDUP_IDENTIFY_WINDOW = duration("dedup.identify.window", "0s");

  static final Key<EventDedup> DEDUP_EVENTS =
      add(
          "dedup.events",
          "id",
          "off, id or composite",
          text -> Values.word(EventDedup.class, text));
  static final Key<Set<String>> DEDUP_EVENTS_NAMES =
      add("dedup.events.names", "", "event names separated by commas", Values::names);
  static final Key<Duration> DEDUP_EVENTS_WINDOW = duration("dedup.events.window", "60s");
  static final Key<Integer> DEDUP_MAX_ENTRIES = count("dedup.max-entries", "100000");

  static final Key<Integer> RETRY_MAX_ATTEMPTS = count("retry.max-attempts", "3");
  static final Key<Duration> RETRY_BASE_DELAY = pause("retry.base-delay", "200ms");
  static final Key<Duration> RETRY_MAX_DELAY = pause("retry.max-delay", "5s");
  static final Key<Double> RETRY_JITTER =
      add("retry.jitter", "0.3", "a number from 0 to 1", Values::fraction);
  static final Key<Duration> HOLD_BASE_DELAY = pause("hold.base-delay", "60s");
  static final Key<Duration> HOLD_MAX_DELAY = pause("hold.max-delay", "1h");
  static final Key<Integer> HOLD_MAX_ATTEMPTS = count("hold.max-attempts", "100");

  static final Key<Integer> BREAKER_FAILURES = count("breaker.failure-threshold", "5");
  static final Key<Integer> BREAKER_SUCCESSES = count("breaker.success-threshold", "2");
  static final Key<Duration> BREAKER_OPEN = pause("breaker.open-duration", "10s");
  static final Key<Duration> BREAKER_MAX_OPEN = pause("breaker.max-open-duration", "5m");

  static final Key<Double> RATE_TRACK = rate("rate-limit.track", "1000/s");
  static final Key<Double> RATE_PIPELINES = rate("rate-limit.pipelines", "1000/s");
  static final Key<Double> RATE_APP = rate("rate-limit.app", "10/s");
  static final Key<Double> RATE_TRANSACTIONAL = rate("rate-limit.transactional", "100/s");

  static final Key<Integer> TRANSPORT_MAX_CONNECTIONS = count("transport.max-connections", "16");
  static final Key<Duration> TRANSPORT_CONNECT_TIMEOUT = pause("transport.connect-timeout", "3s");
  static final Key<Duration> TRANSPORT_REQUEST_TIMEOUT = pause("transport.request-timeout", "10s");
  static final Key<OwnWayWord> TRANSPORT_OWN_WAY =
      add(
          "transport.own-way",
          "pass-through",
          "pass-through or take-over",
          text -> Values.word(OwnWayWord.class, text));

  static final Key<Duration> START_TIMEOUT = duration("start.timeout", "5s");
  static final Key<Duration> SHUTDOWN_TIMEOUT = duration("shutdown.timeout", "5s");
  static final Key<Path> CREDENTIALS_FILE =
      add(
          "credentials.file",
          "",
          "the path of a file with one Authorization value a line",
          Keys::credentialsFile);
  static final Key<Path> ROUTING_FILE =
      add(
          "routing.file",
          "",
          "the path of a file with workspaces and rules, see docs/routing.md",
          Keys::credentialsFile);
  static final Key<Path> WEBHOOK_KEY_FILE =
      add(
          "webhook.signing-key-file",
          "",
          "the path of a file with one signing key a line",
          Keys::credentialsFile);

  /** Used before there are settings, see the instrumentation; here they have their names. */
  static final List<Key<Boolean>> CLIENT_SWITCHES =
      ClientNames.all().stream().map(name -> bool("client." + name + ".enabled", "true")).toList();

  static final Key<Path> WRAPPERS_FILE =
      add(
          "wrappers.file",
          "",
          "the path of a file with methods of the application, see docs/wrappers.md",
          Keys::credentialsFile);

  static final Key<OtelMode> OTEL_MODE =
      add("otel.mode", "auto", "auto, private or off", text -> Values.word(OtelMode.class, text));

  /** One for each call that is taken over: an application that makes very many may do without. */
  static final Key<Boolean> OTEL_CREATE_SPANS = bool("otel.create-spans", "true");

  static final Key<Boolean> OTEL_PARENT =
      add(
          "otel.parent",
          "auto",
          "auto or never",
          text -> Values.word(OtelParent.class, text) == OtelParent.AUTO);

  static final Key<Boolean> SCRUB_ENCLOSING_URL = bool("privacy.scrub-enclosing-url", "true");

  static final Key<Integer> HEALTH_PORT =
      add("health.port", "off", "off or a port from 0 (any that is free) to 65535", Values::port);
  static final Key<String> HEALTH_BIND =
      add("health.bind", "127.0.0.1", "an address or a host name", Values::host);

  static final Key<Level> LOG_LEVEL =
      add("log.level", "info", "error, warn, info or debug", Level::parse);
  static final Key<Path> LOG_FILE =
      add("log.file", "", "the path of a file", Keys::credentialsFile);

  private Keys() {}

  static List<Key<?>> all() {
    return List.copyOf(ALL);
  }

  /** No file is read then, so what the config file says about it comes too late. */
  static boolean isNeededAtTheStart(String name) {
    return name.equals(WRAPPERS_FILE.name())
        || CLIENT_SWITCHES.stream().anyMatch(key -> key.name().equals(name));
  }

  /** Target of a mode → its key, whose value is empty when the wider mode holds. */
  private static Map<String, Key<List<Mode>>> modeOverrides() {
    Map<String, Key<List<Mode>>> keys = new TreeMap<>();
    for (String target : Modes.targets()) {
      keys.put(
          target,
          add(
              "mode." + target,
              "",
              Mode.EXPECTED,
              text -> text.isEmpty() ? List.of() : List.of(Mode.parse(text))));
    }
    return keys;
  }

  static String endpointName(HostRole role) {
    return "endpoint." + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Key<EndpointUrl>> endpoints() {
    List<Key<EndpointUrl>> keys = new ArrayList<>();
    for (HostRole role : HostRole.values()) {
      keys.add(
          add(
              endpointName(role),
              role.defaultUrl(),
              "an http or https base URL",
              text -> EndpointUrl.parse(role, text)));
    }
    return List.copyOf(keys);
  }

  private static Key<Boolean> bool(String name, String defaultText) {
    return add(name, defaultText, "true or false", Values::bool);
  }

  private static Key<Integer> count(String name, String defaultText) {
    return add(name, defaultText, "a whole number above 0", Values::positive);
  }

  private static Key<Long> bytes(String name, String defaultText) {
    return add(name, defaultText, SIZE, Values::bytes);
  }

  private static Key<Double> rate(String name, String defaultText) {
    return add(name, defaultText, "a rate of at least 1/s, such as 1000/s", Values::perSecond);
  }

  private static Key<Duration> duration(String name, String defaultText) {
    return add(name, defaultText, DURATION, Values::duration);
  }

  private static Key<Duration> pause(String name, String defaultText) {
    return add(name, defaultText, DURATION + ", above 0", Values::positiveDuration);
  }

  private static <T> Key<T> add(
      String name,
      String defaultText,
      String expected,
      java.util.function.Function<String, T> parser) {
    Key<T> key = new Key<>(name, defaultText, expected, parser);
    ALL.add(key);
    return key;
  }

  private static Path credentialsFile(String text) {
    if (SettingsReader.isCredential(text)) {
      throw new IllegalArgumentException();
    }
    return text.isEmpty() ? NO_PATH : UserPath.of(text);
  }
}
