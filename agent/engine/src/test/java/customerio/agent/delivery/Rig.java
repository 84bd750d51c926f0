package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliverySettings.Batch;
import customerio.agent.delivery.DeliverySettings.BatchMode;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A delivery with everything around it replaced. Operations are numbered from 1. */
final class Rig {
  static final long KEY = 77;

  /** Without jitter, so that tests can name times. */
  static final DeliverySettings SETTINGS = plain(DeliverySettings.DEFAULTS);

  final VirtualTime time;
  final MemoryQueue queue = new MemoryQueue();
  final TestBook book = new TestBook();
  final ScriptedTransport transport;
  final RecordingListener listener = new RecordingListener();
  DeliverySettings settings;
  Delivery delivery;

  /** A call that a test has going on. */
  CompletableFuture<Reply> relayed;

  /** Where requests go; a test may change it at any time. */
  Regions regions = Regions.AS_CALLED;

  private final DeliveryListener told;

  private int number;

  Rig() {
    this(SETTINGS, 1);
  }

  Rig(DeliverySettings settings, long seed) {
    this(settings, seed, null);
  }

  /**
   * @param told in place of the recording listener, if it is not null
   */
  Rig(DeliverySettings settings, long seed, DeliveryListener told) {
    this.settings = settings;
    this.told = told == null ? listener : told;
    this.time = new VirtualTime(seed);
    this.transport = new ScriptedTransport(time);
    book.learn(KEY, "Basic key");
    boot();
  }

  static Rig started() {
    return started(settings -> settings);
  }

  static Rig started(UnaryOperator<DeliverySettings> change) {
    Rig rig = new Rig(change.apply(SETTINGS), 1);
    rig.delivery.start();
    return rig;
  }

  /** One lane, so that everybody stands behind everybody. */
  static Rig oneLane() {
    return started(settings -> lanes(settings, 1));
  }

  static DeliverySettings lanes(DeliverySettings settings, int lanes) {
    return new DeliverySettings(
        lanes,
        settings.maxConnections(),
        settings.requestTimeout(),
        settings.maxAge(),
        settings.batch(),
        settings.retry(),
        settings.hold(),
        settings.breaker(),
        settings.rate(),
        settings.window());
  }

  static DeliverySettings batches(DeliverySettings settings, BatchMode mode, int maxOperations) {
    Batch batch = settings.batch();
    return new DeliverySettings(
        settings.lanes(),
        settings.maxConnections(),
        settings.requestTimeout(),
        settings.maxAge(),
        new Batch(mode, maxOperations, batch.maxBytes(), batch.linger()),
        settings.retry(),
        settings.hold(),
        settings.breaker(),
        settings.rate(),
        settings.window());
  }

  /** As little in the heap as can be. */
  static DeliverySettings windows(DeliverySettings settings, int perDestination) {
    return new DeliverySettings(
        settings.lanes(),
        settings.maxConnections(),
        settings.requestTimeout(),
        settings.maxAge(),
        settings.batch(),
        settings.retry(),
        settings.hold(),
        settings.breaker(),
        settings.rate(),
        new DeliverySettings.Window(perDestination, 2 * perDestination, 0));
  }

  static DeliverySettings rates(DeliverySettings settings, DeliverySettings.Rate rate) {
    return new DeliverySettings(
        settings.lanes(),
        settings.maxConnections(),
        settings.requestTimeout(),
        settings.maxAge(),
        settings.batch(),
        settings.retry(),
        settings.hold(),
        settings.breaker(),
        rate,
        settings.window());
  }

  /** The JVM is killed and another takes over: everything unsettled is its backlog. */
  void restart() {
    time.forgetTasks();
    boot();
    delivery.adopt(ticket -> {});
    delivery.start();
  }

  /** The same without taking anything over or starting yet. */
  void reboot() {
    time.forgetTasks();
    boot();
  }

  /** The person's attributes change; has a batch form. */
  int identify(int person) {
    int n = ++number;
    append(
        Endpoint.TRACK_IDENTIFY,
        "PUT",
        "/api/v1/customers/" + person,
        "{\"n\":" + n + "}",
        new Routing(KEY, person, 0));
    return n;
  }

  /** An identify of somebody who is called otherwise, too. */
  int identify(int person, int otherName) {
    int n = ++number;
    append(
        Endpoint.TRACK_IDENTIFY,
        "PUT",
        "/api/v1/customers/" + person,
        "{\"n\":" + n + "}",
        new Routing(KEY, person, otherName));
    return n;
  }

  /** The same on behalf of another workspace. */
  int identifyWith(long credential, int person) {
    int n = ++number;
    append(
        Endpoint.TRACK_IDENTIFY,
        "PUT",
        "/api/v1/customers/" + person,
        "{\"n\":" + n + "}",
        new Routing(credential, person, 0));
    return n;
  }

  /** Says something about a person that no batch can say. */
  int metric(int person) {
    int n = ++number;
    append(
        Endpoint.TRACK_METRICS,
        "POST",
        "/api/v1/metrics",
        "{\"n\":" + n + "}",
        new Routing(KEY, person, 0));
    return n;
  }

  /** Customer.io knows it again by its id. */
  int event(int person) {
    int n = ++number;
    append(
        Endpoint.TRACK_EVENT,
        "POST",
        "/api/v1/customers/" + person + "/events",
        "{\"name\":\"said\",\"data\":{\"n\":" + n + "}}",
        new Routing(KEY, person, 0));
    return n;
  }

  int merge(int primary, int secondary) {
    int n = ++number;
    append(
        Endpoint.TRACK_MERGE,
        "POST",
        "/api/v1/merge_customers",
        "{\"n\":" + n + "}",
        new Routing(KEY, primary, secondary));
    return n;
  }

  /** A merge which a JVM left that died while this one lived is taken over. */
  void late(int primary, int secondary) {
    late(() -> merge(primary, secondary));
  }

  /** The same about one person. */
  int lateMetric(int person) {
    late(() -> metric(person));
    return number;
  }

  private void late(Runnable said) {
    queue.onAppend(ticket -> {});
    said.run();
    queue.onAppend(delivery::offer);
    queue.abandon(number);
    delivery.adopt(ticket -> {});
  }

  /** The caller takes it back, and may: it is not on the wire. */
  void withdraw(long operation) {
    Ticket ticket = queue.ticket(operation);
    assertThat(queue.withdraw(ticket)).isTrue();
    delivery.withdrawn(ticket);
  }

  /** Its routing says one destination, its content another. */
  long strayMetric(int person) {
    Routing routing = new Routing(KEY, person, 0);
    String body = "{\"n\":" + ++number + "}";
    long now = time.clock().millis();
    return queue
        .append(
            routing,
            now,
            OperationCodec.encode(
                operation(Endpoint.TRACK_METRICS, "POST", "/api/v1/metrics", body, now, KEY + 1)))
        .sequence();
  }

  void garbage(int person) {
    number++;
    queue.append(new Routing(KEY, person, 0), time.clock().millis(), new byte[] {1, 2, 3});
  }

  void append(Endpoint endpoint, String method, String target, String body, Routing routing) {
    long now = time.clock().millis();
    Operation operation = operation(endpoint, method, target, body, now, routing.destination());
    queue.append(delivery.named(routing), now, OperationCodec.encode(operation));
  }

  void settle() {
    time.settle();
  }

  void pass(Duration duration) {
    time.advance(duration);
  }

  DestinationState state() {
    return delivery.destinations().get(0);
  }

  private Operation operation(
      Endpoint endpoint, String method, String target, String body, long now, long credential) {
    return new Operation(
        "01JD5V0000000000000000%04d".formatted(number),
        now,
        endpoint,
        Region.US,
        credential,
        method,
        target,
        "application/json",
        body.getBytes(StandardCharsets.UTF_8),
        null);
  }

  private void boot() {
    queue.crash();
    BaseUrls urls =
        (api, region) ->
            URI.create(
                api == Api.APP
                    ? "https://app"
                    : region == Region.EU ? "https://track-eu" : "https://track");
    delivery =
        new Delivery(
            settings,
            queue,
            transport,
            book,
            urls,
            regions,
            told,
            time.clock(),
            new Random(1),
            time);
    queue.onAppend(delivery::offer);
  }

  private static DeliverySettings plain(DeliverySettings settings) {
    DeliverySettings.Retry retry = settings.retry();
    return new DeliverySettings(
        settings.lanes(),
        settings.maxConnections(),
        settings.requestTimeout(),
        settings.maxAge(),
        settings.batch(),
        new DeliverySettings.Retry(retry.maxAttempts(), retry.baseDelay(), retry.maxDelay(), 0),
        settings.hold(),
        settings.breaker(),
        settings.rate(),
        settings.window());
  }
}
