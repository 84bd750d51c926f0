package customerio.tests.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The state of one instrument at one time, with whose it is. */
public record ReceivedMetric(Resource resource, InstrumentationScope scope, Metric metric) {

  static List<ReceivedMetric> all(ExportMetricsServiceRequest request) {
    List<ReceivedMetric> all = new ArrayList<>();
    for (ResourceMetrics ofResource : request.getResourceMetricsList()) {
      for (ScopeMetrics ofScope : ofResource.getScopeMetricsList()) {
        for (Metric metric : ofScope.getMetricsList()) {
          all.add(new ReceivedMetric(ofResource.getResource(), ofScope.getScope(), metric));
        }
      }
    }
    return all;
  }

  public String name() {
    return metric.getName();
  }

  public String unit() {
    return metric.getUnit();
  }

  /** Of all its series: the sum of a counter, the values of a gauge, the count of a histogram. */
  public double total() {
    return switch (metric.getDataCase()) {
      case SUM ->
          metric.getSum().getDataPointsList().stream()
              .mapToDouble(point -> point.hasAsInt() ? point.getAsInt() : point.getAsDouble())
              .sum();
      case GAUGE ->
          metric.getGauge().getDataPointsList().stream()
              .mapToDouble(point -> point.hasAsInt() ? point.getAsInt() : point.getAsDouble())
              .sum();
      case HISTOGRAM ->
          metric.getHistogram().getDataPointsList().stream()
              .mapToDouble(point -> point.getCount())
              .sum();
      default -> throw new IllegalStateException(name() + " is a " + metric.getDataCase());
    };
  }

  public Map<String, Object> resourceAttributes() {
    return Attributes.map(resource.getAttributesList());
  }
}
