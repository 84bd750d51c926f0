package customerio.tests.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attributes as tests compare them. */
final class Attributes {

  private Attributes() {}

  static Map<String, Object> map(List<KeyValue> attributes) {
    Map<String, Object> map = new TreeMap<>();
    attributes.forEach(attribute -> map.put(attribute.getKey(), value(attribute.getValue())));
    return map;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> value.toString();
    };
  }
}
