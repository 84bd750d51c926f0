package customerio.agent.config;

import customerio.agent.log.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All settings with their values, read once at the first HTTP call of the application. Immutable.
 *
 * @param enabled false: the agent is not there, whatever the modes
 * @param endpoints where our transport sends what was called on each host; every role has one
 * @param startTimeout the longest a call waits for the agent to be ready; once, then calls go out
 *     by themselves until it is
 * @param credentialsFile null = none
 * @param routingFile null = none
 * @param webhookKeyFile null = none
 * @param wrappersFile null = none; it is in use already
 * @param effective every setting as it is in force, in the order of their definition
 * @param problems one line for each thing that is wrong with what was given; no line holds a secret
 */
public record Settings(
    boolean enabled,
    Modes modes,
    Sync sync,
    List<ExtraHost> extraHosts,
    Map<HostRole, URI> endpoints,
    Wording wording,
    Accounts accounts,
    Queue queue,
    Batch batch,
    Dedup dedup,
    Retry retry,
    Breaker breaker,
    RateLimits rateLimits,
    Transport transport,
    Duration startTimeout,
    Duration shutdownTimeout,
    Path credentialsFile,
    Path routingFile,
    Path webhookKeyFile,
    Path wrappersFile,
    OtelMode otelMode,
    Spans spans,
    Health health,
    Logging logging,
    List<EffectiveSetting> effective,
    List<String> problems) {

  /**
   * @param timeout the longest a caller waits for its outcome
   */
  public record Sync(Duration timeout, OnOutage onOutage) {}

  /**
   * How what was said is put into requests.
   *
   * @param emailIdentifies an e-mail address in the path of a call stands for its owner
   * @param stampIdentify a delayed identify says when it was said
   * @param stampEvents events get an id, and delayed ones their time
   */
  public record Wording(boolean emailIdentifies, boolean stampIdentify, boolean stampEvents) {}

  /**
   * @param regionCheck whether Track is asked where an account lives
   * @param pipelinesKeyCheck whether Pipelines is asked what it thinks of a write key
   */
  public record Accounts(RegionChoice region, boolean regionCheck, boolean pipelinesKeyCheck) {}

  /**
   * @param created one for each call that is taken over
   * @param joined what delivers a single call is part of its caller's trace
   * @param enclosingScrubbed the address in a span around a call that is taken over
   */
  public record Spans(boolean created, boolean joined, boolean enclosingScrubbed) {}

  /**
   * @param syncInterval of durability {@code interval}: the most that a dead machine costs
   * @param minFreeBytes of the partition, left to everybody else; 0 = nothing
   * @param fullTimeout the longest a caller waits for room under {@code block}
   * @param maxAge older operations become dead letters
   * @param keyFile null = nothing is encrypted; empty = a value was given that is no path
   */
  public record Queue(
      Path directory,
      DurabilityWord durability,
      Duration syncInterval,
      long maxBytes,
      long minFreeBytes,
      FullPolicyWord fullPolicy,
      Duration fullTimeout,
      Duration maxAge,
      Path keyFile) {}

  public record Batch(BatchMode mode, int maxOperations, int maxBytes, Duration linger) {}

  /**
   * @param eventNames which events {@link EventDedup#COMPOSITE} concerns; empty = all
   */
  public record Dedup(
      Duration identifyWindow,
      EventDedup events,
      Set<String> eventNames,
      Duration eventsWindow,
      int maxEntries) {}

  /**
   * @param maxAttempts sends before the lane waits
   * @param holdMaxAttempts how often one operation is set aside
   * @param jitter what may be added to a delay, as a share of it
   */
  public record Retry(
      int maxAttempts,
      Duration baseDelay,
      Duration maxDelay,
      double jitter,
      Duration holdBaseDelay,
      Duration holdMaxDelay,
      int holdMaxAttempts) {}

  public record Breaker(
      int failureThreshold,
      int successThreshold,
      Duration openDuration,
      Duration maxOpenDuration) {}

  /** Requests per second. */
  public record RateLimits(double track, double pipelines, double app, double transactional) {}

  public record Transport(
      int maxConnections, Duration connectTimeout, Duration requestTimeout, OwnWayWord ownWay) {}

  /**
   * The port on which health and status page are served.
   *
   * @param port 0 = any that is free; -1 = none
   * @param bind address or name of the interface
   */
  public record Health(int port, String bind) {
    public boolean isOn() {
      return port >= 0;
    }
  }

  /**
   * @param file null = stderr
   */
  public record Logging(Level level, Path file) {}

  static Settings from(SettingsReader read) {
    Keys.CLIENT_SWITCHES.forEach(read::value); // in force already; a wrong value is to be told
    List<ExtraHost> extraHosts = read.value(Keys.HOSTS_EXTRA);
    Path directory = read.value(Keys.QUEUE_DIR);
    Path credentials = read.value(Keys.CREDENTIALS_FILE);
    Path routing = read.value(Keys.ROUTING_FILE);
    Path webhookKey = read.value(Keys.WEBHOOK_KEY_FILE);
    Path wrappers = read.value(Keys.WRAPPERS_FILE);
    Path logFile = read.value(Keys.LOG_FILE);
    Map<HostRole, URI> endpoints = endpoints(read, extraHosts);
    Path queue = directory.equals(Keys.NO_PATH) ? DefaultQueueDirectory.path() : directory;
    return new Settings(
        read.value(Keys.ENABLED),
        modes(read),
        new Sync(read.value(Keys.SYNC_TIMEOUT), read.value(Keys.SYNC_ON_OUTAGE)),
        extraHosts,
        endpoints,
        new Wording(
            read.value(Keys.IDENTIFIER_EMAIL),
            read.value(Keys.STAMP_IDENTIFY),
            read.value(Keys.STAMP_EVENTS)),
        new Accounts(
            read.value(Keys.REGION),
            read.value(Keys.REGION_CHECK),
            read.value(Keys.PIPELINES_KEY_CHECK)),
        new Queue(
            queue,
            read.value(Keys.QUEUE_DURABILITY),
            read.value(Keys.QUEUE_SYNC_INTERVAL),
            read.value(Keys.QUEUE_MAX_BYTES),
            read.value(Keys.QUEUE_MIN_FREE_BYTES),
            read.value(Keys.QUEUE_FULL_POLICY),
            read.value(Keys.QUEUE_FULL_TIMEOUT),
            read.value(Keys.QUEUE_MAX_AGE),
            read.isGiven(Keys.QUEUE_KEY_FILE) ? read.value(Keys.QUEUE_KEY_FILE) : null),
        new Batch(
            read.value(Keys.BATCH_MODE),
            read.value(Keys.BATCH_MAX_OPERATIONS),
            Math.toIntExact(Math.min(read.value(Keys.BATCH_MAX_BYTES), 500_000)),
            read.value(Keys.BATCH_LINGER)),
        new Dedup(
            read.value(Keys.DEDUP_IDENTIFY_WINDOW),
            read.value(Keys.DEDUP_EVENTS),
            read.value(Keys.DEDUP_EVENTS_NAMES),
            read.value(Keys.DEDUP_EVENTS_WINDOW),
            read.value(Keys.DEDUP_MAX_ENTRIES)),
        new Retry(
            read.value(Keys.RETRY_MAX_ATTEMPTS),
            read.value(Keys.RETRY_BASE_DELAY),
            read.value(Keys.RETRY_MAX_DELAY),
            read.value(Keys.RETRY_JITTER),
            read.value(Keys.HOLD_BASE_DELAY),
            read.value(Keys.HOLD_MAX_DELAY),
            read.value(Keys.HOLD_MAX_ATTEMPTS)),
        new Breaker(
            read.value(Keys.BREAKER_FAILURES),
            read.value(Keys.BREAKER_SUCCESSES),
            read.value(Keys.BREAKER_OPEN),
            read.value(Keys.BREAKER_MAX_OPEN)),
        new RateLimits(
            read.value(Keys.RATE_TRACK),
            read.value(Keys.RATE_PIPELINES),
            read.value(Keys.RATE_APP),
            read.value(Keys.RATE_TRANSACTIONAL)),
        new Transport(
            read.value(Keys.TRANSPORT_MAX_CONNECTIONS),
            read.value(Keys.TRANSPORT_CONNECT_TIMEOUT),
            read.value(Keys.TRANSPORT_REQUEST_TIMEOUT),
            read.value(Keys.TRANSPORT_OWN_WAY)),
        read.value(Keys.START_TIMEOUT),
        read.value(Keys.SHUTDOWN_TIMEOUT),
        credentials.equals(Keys.NO_PATH) ? null : credentials,
        routing.equals(Keys.NO_PATH) ? null : routing,
        webhookKey.equals(Keys.NO_PATH) ? null : webhookKey,
        wrappers.equals(Keys.NO_PATH) ? null : wrappers,
        read.value(Keys.OTEL_MODE),
        new Spans(
            read.value(Keys.OTEL_CREATE_SPANS),
            read.value(Keys.OTEL_PARENT),
            read.value(Keys.SCRUB_ENCLOSING_URL)),
        new Health(read.value(Keys.HEALTH_PORT), read.value(Keys.HEALTH_BIND)),
        new Logging(read.value(Keys.LOG_LEVEL), logFile.equals(Keys.NO_PATH) ? null : logFile),
        read.effective(derived(endpoints, queue)),
        read.problems());
  }

  /** Key → the value in force where the default is not what a table of settings says. */
  private static Map<String, String> derived(Map<HostRole, URI> endpoints, Path queue) {
    Map<String, String> values = new HashMap<>();
    endpoints.forEach((role, url) -> values.put(Keys.endpointName(role), url.toString()));
    values.put(Keys.QUEUE_DIR.name(), queue.toString());
    return values;
  }

  private static Modes modes(SettingsReader read) {
    Modes modes = Modes.all(read.value(Keys.MODE));
    for (Map.Entry<String, Key<List<Mode>>> override : Keys.MODE_OVERRIDES.entrySet()) {
      for (Mode mode : read.value(override.getValue())) {
        modes = modes.with(override.getKey(), mode);
      }
    }
    return modes;
  }

  /**
   * An application that calls a gateway or a mock server must not find its traffic at Customer.io
   * itself, so what was called is where we send unless told otherwise.
   */
  private static Map<HostRole, URI> endpoints(SettingsReader read, List<ExtraHost> extraHosts) {
    Map<HostRole, URI> endpoints = new EnumMap<>(HostRole.class);
    for (Key<EndpointUrl> key : Keys.ENDPOINTS) {
      EndpointUrl endpoint = read.value(key);
      if (!read.isGiven(key)) {
        extraHosts.stream()
            .filter(host -> host.role() == endpoint.role())
            .findFirst()
            .ifPresent(host -> endpoints.put(host.role(), host.url()));
      }
      endpoints.putIfAbsent(endpoint.role(), endpoint.url());
    }
    return endpoints;
  }
}
