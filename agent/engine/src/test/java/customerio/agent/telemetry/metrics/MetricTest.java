package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes;
import io.opentelemetry.semconv.incubating.UrlIncubatingAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names, kinds, units and attributes are what dashboards are made of: they change here first. */
class MetricTest {

  /** As in docs/http/http-metrics.md and docs/messaging/messaging-metrics.md. */
  private static final List<Double> BOUNDS_OF_THE_CONVENTIONS =
      List.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1.0, 2.5, 5.0, 7.5, 10.0);

  private static final List<String> KEYS_OF_THE_CONVENTIONS =
      Stream.of(
              HttpAttributes.HTTP_REQUEST_METHOD,
              HttpAttributes.HTTP_RESPONSE_STATUS_CODE,
              ErrorAttributes.ERROR_TYPE,
              ServerAttributes.SERVER_ADDRESS,
              ServerAttributes.SERVER_PORT,
              UrlIncubatingAttributes.URL_TEMPLATE,
              MessagingIncubatingAttributes.MESSAGING_SYSTEM,
              MessagingIncubatingAttributes.MESSAGING_DESTINATION_NAME,
              MessagingIncubatingAttributes.MESSAGING_OPERATION_NAME,
              MessagingIncubatingAttributes.MESSAGING_OPERATION_TYPE)
          .map(Object::toString)
          .toList();

  @Test
  void catalogue() {
    assertThat(Arrays.stream(Metric.values()).map(MetricTest::line))
        .containsExactly(
            "COUNTER messaging.client.sent.messages {message} [messaging.system,"
                + " messaging.destination.name, messaging.operation.name, error.type?]",
            "HISTOGRAM messaging.client.operation.duration s [messaging.system,"
                + " messaging.destination.name, messaging.operation.name,"
                + " messaging.operation.type, error.type?]",
            "HISTOGRAM http.client.request.duration s [http.request.method, server.address,"
                + " server.port, http.response.status_code?, error.type?, url.template]",
            "HISTOGRAM customerio.agent.intercept.duration s [customerio.agent.client,"
                + " customerio.agent.call.outcome]",
            "COUNTER customerio.agent.call.processed {call} [messaging.destination.name,"
                + " customerio.agent.call.outcome]",
            "COUNTER customerio.agent.call.passed {call} [customerio.agent.reason]",
            "COUNTER customerio.agent.call.ineffective {call} [customerio.agent.reason]",
            "COUNTER customerio.agent.message.deduplicated {message} [messaging.destination.name]",
            "COUNTER customerio.agent.message.processed {message} [messaging.destination.name?,"
                + " error.type?]",
            "HISTOGRAM customerio.agent.message.delivery.duration s [messaging.destination.name]",
            "UP_DOWN_COUNTER customerio.agent.queue.size {message} [customerio.agent.queue.name]",
            "UP_DOWN_COUNTER customerio.agent.queue.storage.usage By []",
            "UP_DOWN_COUNTER customerio.agent.queue.storage.limit By []",
            "GAUGE customerio.agent.queue.oldest_message.age s []",
            "UP_DOWN_COUNTER customerio.agent.person.held {person} []",
            "HISTOGRAM customerio.agent.batch.message_count {message}"
                + " [messaging.destination.name]",
            "HISTOGRAM customerio.agent.batch.size By [messaging.destination.name]",
            "HISTOGRAM customerio.agent.retry.attempts {attempt} [messaging.destination.name,"
                + " error.type?]",
            "HISTOGRAM customerio.agent.rate_limiter.wait.duration s"
                + " [messaging.destination.name]",
            "UP_DOWN_COUNTER customerio.agent.circuit_breaker.state {circuit_breaker}"
                + " [customerio.agent.circuit_breaker.name,"
                + " customerio.agent.circuit_breaker.state]",
            "COUNTER customerio.agent.circuit_breaker.state_changes {change}"
                + " [customerio.agent.circuit_breaker.name,"
                + " customerio.agent.circuit_breaker.state]",
            "COUNTER customerio.agent.circuit_breaker.rejected_calls {call}"
                + " [customerio.agent.circuit_breaker.name]",
            "COUNTER customerio.agent.faults {fault} []");
  }

  @Test
  void seriesOfAllTogether_areBounded() {
    assertThat(Arrays.stream(Metric.values()).mapToInt(Metric::mostSeries).sum())
        .isLessThanOrEqualTo(Metric.MOST_SERIES);
  }

  @ParameterizedTest
  @EnumSource
  void attribute_isOneOfTheConventions_orUnderOurPrefix(Metric metric) {
    assertThat(metric.dimensions())
        .extracting(Dimension::key)
        .doesNotHaveDuplicates()
        .allMatch(
            key -> KEYS_OF_THE_CONVENTIONS.contains(key) || key.startsWith("customerio.agent."));
  }

  /** Counters of counted things name the thing, times are seconds, sizes bytes. */
  @ParameterizedTest
  @EnumSource
  void unit_isOneOfTheConventions(Metric metric) {
    assertThat(metric.unit()).matches("s|By|\\{[a-z_]+\\}");
    assertThat(metric.unit().equals("s"))
        .isEqualTo(metric.metricName().matches(".*\\.(duration|age)"));
  }

  @ParameterizedTest
  @EnumSource
  void name_isOneOfTheConventions_orUnderOurPrefix_andHasNoSuffixOfOneBackend(Metric metric) {
    assertThat(metric.metricName())
        .matches("(messaging\\.client|http\\.client|customerio\\.agent)\\.[a-z_.]+")
        .doesNotEndWith("total")
        .doesNotEndWith("seconds");
  }

  @Test
  void histogramsOfTheConventions_haveTheirBounds() {
    assertThat(Metric.HTTP_DURATION.bounds().upper()).isEqualTo(BOUNDS_OF_THE_CONVENTIONS);
    assertThat(Metric.OPERATION_DURATION.bounds().upper()).isEqualTo(BOUNDS_OF_THE_CONVENTIONS);
  }

  @ParameterizedTest
  @EnumSource
  void bounds_areThereForHistogramsAlone_andAscend(Metric metric) {
    assertThat(metric.bounds() != null).isEqualTo(metric.kind() == Kind.HISTOGRAM);
    if (metric.bounds() != null) {
      assertThat(metric.bounds().upper()).isSorted().doesNotHaveDuplicates();
    }
  }

  private static String line(Metric metric) {
    return metric.kind()
        + " "
        + metric.metricName()
        + ' '
        + metric.unit()
        + ' '
        + metric.dimensions().stream()
            .map(dimension -> dimension.key() + (dimension.optional() ? "?" : ""))
            .toList();
  }
}
