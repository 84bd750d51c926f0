package customerio.agent.telemetry.metrics;

import static customerio.agent.telemetry.metrics.Bounds.ofSeconds;
import static customerio.agent.telemetry.metrics.Bounds.ofWholes;
import static customerio.agent.telemetry.metrics.Dimensions.API;
import static customerio.agent.telemetry.metrics.Dimensions.BREAKER;
import static customerio.agent.telemetry.metrics.Dimensions.CLIENT;
import static customerio.agent.telemetry.metrics.Dimensions.HTTP_ERROR;
import static customerio.agent.telemetry.metrics.Dimensions.INEFFECTIVE;
import static customerio.agent.telemetry.metrics.Dimensions.INTERCEPTION;
import static customerio.agent.telemetry.metrics.Dimensions.LOSS;
import static customerio.agent.telemetry.metrics.Dimensions.METHOD;
import static customerio.agent.telemetry.metrics.Dimensions.OPERATION;
import static customerio.agent.telemetry.metrics.Dimensions.OPERATION_TYPE;
import static customerio.agent.telemetry.metrics.Dimensions.OUTCOME;
import static customerio.agent.telemetry.metrics.Dimensions.PASS_REASON;
import static customerio.agent.telemetry.metrics.Dimensions.PORT;
import static customerio.agent.telemetry.metrics.Dimensions.QUEUE;
import static customerio.agent.telemetry.metrics.Dimensions.QUEUED_API;
import static customerio.agent.telemetry.metrics.Dimensions.SEND_ERROR;
import static customerio.agent.telemetry.metrics.Dimensions.SERVER;
import static customerio.agent.telemetry.metrics.Dimensions.STATE;
import static customerio.agent.telemetry.metrics.Dimensions.STATUS;
import static customerio.agent.telemetry.metrics.Dimensions.SYSTEM;
import static customerio.agent.telemetry.metrics.Dimensions.TEMPLATE;
import static customerio.agent.telemetry.metrics.Kind.COUNTER;
import static customerio.agent.telemetry.metrics.Kind.GAUGE;
import static customerio.agent.telemetry.metrics.Kind.HISTOGRAM;
import static customerio.agent.telemetry.metrics.Kind.UP_DOWN_COUNTER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every metric that there is. Names, units and the bounds of {@code http.*} and {@code messaging.*}
 * are those of OpenTelemetry's semantic conventions 1.44; the rest is under our own prefix, in the
 * shape of {@code otel.sdk.processor.*}.
 *
 * <p>Together they have no more than {@value #MOST_SERIES} series, whatever an application does:
 * most are bounded by the values of their dimensions, and those with values of the run time by a
 * number of their own, beyond which they share one.
 */
public enum Metric {
  SENT_MESSAGES(
      COUNTER,
      "messaging.client.sent.messages",
      "{message}",
      "Operations in concluded requests; an operation that is sent again counts again",
      SYSTEM,
      QUEUED_API,
      OPERATION,
      SEND_ERROR),
  OPERATION_DURATION(
      ofSeconds(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10),
      "messaging.client.operation.duration",
      "s",
      "From the first attempt of a request for queued operations to its outcome",
      SYSTEM,
      QUEUED_API,
      OPERATION,
      OPERATION_TYPE,
      SEND_ERROR),
  HTTP_DURATION(
      30,
      ofSeconds(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10),
      "http.client.request.duration",
      "s",
      "Each HTTP exchange of the agent's own transport",
      METHOD,
      SERVER,
      PORT,
      STATUS,
      HTTP_ERROR,
      TEMPLATE),

  INTERCEPT_DURATION(
      12,
      ofSeconds(.00001, .000025, .00005, .0001, .00025, .0005, .001, .0025, .005, .01, .1, 1),
      "customerio.agent.intercept.duration",
      "s",
      "Time that the agent adds to the application's thread",
      CLIENT,
      INTERCEPTION),
  CALLS(
      COUNTER,
      "customerio.agent.call.processed",
      "{call}",
      "Calls of the application, by what became of them",
      API,
      OUTCOME),
  PASSED(
      COUNTER,
      "customerio.agent.call.passed",
      "{call}",
      "Calls that were left to the application's own client",
      PASS_REASON),
  INEFFECTIVE_CALLS(
      COUNTER,
      "customerio.agent.call.ineffective",
      "{call}",
      "Calls that Customer.io answers with 200 and drops",
      INEFFECTIVE),
  DEDUPLICATED(
      COUNTER,
      "customerio.agent.message.deduplicated",
      "{message}",
      "Operations that were answered and not queued, because they repeat what was accepted",
      QUEUED_API),

  PROCESSED(
      COUNTER,
      "customerio.agent.message.processed",
      "{message}",
      "Accepted operations that are settled: delivered, or given up with an error.type",
      QUEUED_API.whereKnown(),
      LOSS),
  DELIVERY_DURATION(
      ofSeconds(.05, .1, .25, .5, 1, 5, 15, 60, 300, 900, 3600, 21600, 86400),
      "customerio.agent.message.delivery.duration",
      "s",
      "From the application's call to Customer.io's confirmation",
      QUEUED_API),
  QUEUE_SIZE(
      UP_DOWN_COUNTER,
      "customerio.agent.queue.size",
      "{message}",
      "Operations that wait, and dead letters",
      QUEUE),
  STORAGE_USAGE(
      UP_DOWN_COUNTER,
      "customerio.agent.queue.storage.usage",
      "By",
      "Size of the queue on disk, dead letters included"),
  STORAGE_LIMIT(
      UP_DOWN_COUNTER, "customerio.agent.queue.storage.limit", "By", "The setting queue.max-bytes"),
  OLDEST_AGE(
      GAUGE,
      "customerio.agent.queue.oldest_message.age",
      "s",
      "Time since the oldest operation that waits was said; 0 when none does"),
  PEOPLE_HELD(
      UP_DOWN_COUNTER,
      "customerio.agent.person.held",
      "{person}",
      "People whose operations wait because one of them failed by itself"),

  BATCH_COUNT(
      ofWholes(1, 2, 5, 10, 50, 100, 500, 1000),
      "customerio.agent.batch.message_count",
      "{message}",
      "Operations in each request",
      QUEUED_API),
  BATCH_SIZE(
      ofWholes(1e3, 1e4, 5e4, 1e5, 2.5e5, 5e5),
      "customerio.agent.batch.size",
      "By",
      "Body of each request for queued operations",
      QUEUED_API),
  ATTEMPTS(
      ofWholes(1, 2, 3, 5, 8),
      "customerio.agent.retry.attempts",
      "{attempt}",
      "Attempts that a request for queued operations took to its outcome",
      QUEUED_API,
      SEND_ERROR),
  LIMITER_WAIT(
      ofSeconds(0, .005, .01, .05, .1, .5, 1, 5, 60),
      "customerio.agent.rate_limiter.wait.duration",
      "s",
      "How long a request waits for its turn; most need not",
      API),

  BREAKER_STATE(
      UP_DOWN_COUNTER,
      "customerio.agent.circuit_breaker.state",
      "{circuit_breaker}",
      "Circuit breakers of queued operations in each state; there is one for each credential",
      BREAKER,
      STATE),
  BREAKER_CHANGES(
      COUNTER,
      "customerio.agent.circuit_breaker.state_changes",
      "{change}",
      "Changes of circuit breakers, by the state they came into",
      BREAKER,
      STATE),
  REJECTED_CALLS(
      COUNTER,
      "customerio.agent.circuit_breaker.rejected_calls",
      "{call}",
      "Calls that wait for Customer.io's own answer and were not sent, because it is down",
      BREAKER),
  FAULTS(
      COUNTER,
      "customerio.agent.faults",
      "{fault}",
      "Defects of the agent that the application did not notice");

  static final int MOST_SERIES = 200;

  private final Kind kind;
  private final String metricName;
  private final String unit;
  private final String description;
  private final Bounds bounds;
  private final int mostSeries;
  private final List<Dimension> dimensions;

  Metric(Kind kind, String name, String unit, String description, Dimension... dimensions) {
    this(kind, null, product(dimensions), name, unit, description, dimensions);
  }

  Metric(Bounds bounds, String name, String unit, String description, Dimension... dimensions) {
    this(HISTOGRAM, bounds, product(dimensions), name, unit, description, dimensions);
  }

  Metric(
      int mostSeries,
      Bounds bounds,
      String name,
      String unit,
      String description,
      Dimension... dimensions) {
    this(HISTOGRAM, bounds, mostSeries, name, unit, description, dimensions);
  }

  Metric(
      Kind kind,
      Bounds bounds,
      int mostSeries,
      String name,
      String unit,
      String description,
      Dimension... dimensions) {
    this.kind = kind;
    this.metricName = name;
    this.unit = unit;
    this.description = description;
    this.bounds = bounds;
    this.mostSeries = mostSeries;
    this.dimensions = List.of(dimensions);
  }

  public Kind kind() {
    return kind;
  }

  /** As OpenTelemetry knows it. */
  public String metricName() {
    return metricName;
  }

  /** In UCUM's code, braces around what is only counted. */
  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  /** Null unless it is a histogram. */
  Bounds bounds() {
    return bounds;
  }

  /** The upper bounds of a histogram's buckets, inclusive. */
  public List<Double> upperBounds() {
    return bounds.upper();
  }

  int mostSeries() {
    return mostSeries;
  }

  List<Dimension> dimensions() {
    return dimensions;
  }

  /**
   * What a series of it differs in, each a String, a Long or a Boolean; absent ones are left out.
   *
   * @param labels of one of its series
   */
  public Map<String, Object> attributes(List<String> labels) {
    if (labels == Family.OVERFLOW) {
      return Map.of(Family.OVERFLOW_KEY, true);
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i) != null) {
        attributes.put(dimensions.get(i).key(), dimensions.get(i).typed(labels.get(i)));
      }
    }
    return attributes;
  }

  /** Whether values of the run time are among its series. */
  boolean isOpen() {
    return dimensions.stream().anyMatch(Dimension::isOpen);
  }

  /**
   * @throws IllegalArgumentException when these cannot be the labels of a series
   */
  void check(List<String> labels) {
    boolean fits = labels.size() == dimensions.size();
    for (int i = 0; fits && i < labels.size(); i++) {
      fits = dimensions.get(i).admits(labels.get(i));
    }
    if (!fits) {
      throw new IllegalArgumentException("no series of " + metricName + " is like that");
    }
  }

  private static int product(Dimension... dimensions) {
    int product = 1;
    for (Dimension dimension : dimensions) {
      product *= dimension.breadth();
    }
    return product;
  }
}
