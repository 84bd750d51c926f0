package customerio.agent.privatesdk;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the {@code OTEL_} settings as the specification says, but for what would surprise: without
 * an endpoint nothing is exported (an SDK would dial localhost unasked), the protocol is
 * http/protobuf unless another is asked for, and what this SDK cannot do makes it stay silent
 * rather than fail.
 */
final class Planner {
  private static final String PROTOCOL = "http/protobuf";
  private static final String PREFIX = "otel.exporter.otlp.";

  private final ConfigProperties given;
  private final Map<String, String> overrides = new LinkedHashMap<>();

  /** Address without a path → what goes there. */
  private final Map<String, String> collectors = new LinkedHashMap<>();

  private final Set<String> remarks = new LinkedHashSet<>();

  private Planner(ConfigProperties given) {
    this.given = given;
  }

  static Plan plan(ConfigProperties given) {
    return new Planner(given).plan();
  }

  private Plan plan() {
    if (Boolean.parseBoolean(given.getString("otel.sdk.disabled"))) {
      return new Plan.Nothing("OTEL_SDK_DISABLED is true");
    }
    for (Signal signal : Signal.values()) {
      plan(signal);
    }
    if (collectors.isEmpty()) {
      return new Plan.Nothing(
          remarks.isEmpty()
              ? "no collector is named; set OTEL_EXPORTER_OTLP_ENDPOINT, such as"
                  + " http://127.0.0.1:4318"
              : String.join("; ", remarks));
    }
    // Ours are tracecontext alone, and an unknown one would be an error.
    overrides.put("otel.propagators", "tracecontext");
    overrides.put("otel.logs.exporter", "none");
    if (isGiven("otel.config.file")) {
      // the module that reads such a file is larger than the SDK
      overrides.put("otel.config.file", "");
      remarks.add("OTEL_CONFIG_FILE is not read");
    }
    return new Plan.Export(Map.copyOf(overrides), summary(), String.join("; ", remarks));
  }

  private String summary() {
    return collectors.entrySet().stream()
        .map(entry -> entry.getValue() + " are exported to " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private void plan(Signal signal) {
    URI endpoint = isExported(signal) ? endpoint(signal) : null;
    overrides.put("otel." + signal.word() + ".exporter", endpoint == null ? "none" : "otlp");
    if (endpoint != null) {
      overrides.put(PREFIX + signal.word() + ".endpoint", endpoint.toString());
      overrides.put(PREFIX + signal.word() + ".protocol", PROTOCOL);
      collectors.merge(
          endpoint.getScheme() + "://" + endpoint.getRawAuthority(),
          signal.what(),
          (before, more) -> before + " and " + more);
    }
  }

  private boolean isExported(Signal signal) {
    List<String> exporters = given.getList("otel." + signal.word() + ".exporter");
    if (!exporters.isEmpty() && !exporters.contains("otlp")) {
      remarks.add(variable("otel." + signal.word() + ".exporter") + " names no otlp");
      return false;
    }
    String key = PREFIX + signal.word() + ".protocol";
    if (!isGiven(key)) {
      key = PREFIX + "protocol";
    }
    if (isGiven(key) && !given.getString(key).equals(PROTOCOL)) {
      remarks.add(
          variable(key)
              + " asks for another protocol than http/protobuf, the only one here; set "
              + variable(PREFIX + signal.word() + ".protocol")
              + " and the endpoint that goes with it");
      return false;
    }
    return true;
  }

  /** Null when there is none that is usable. */
  private URI endpoint(Signal signal) {
    String own = PREFIX + signal.word() + ".endpoint";
    String common = PREFIX + "endpoint";
    String key = isGiven(own) ? own : common;
    if (!isGiven(key)) {
      return null;
    }
    String text = given.getString(key).trim();
    if (key.equals(common)) {
      text += (text.endsWith("/") ? "v1/" : "/v1/") + signal.word();
    }
    URI endpoint = address(text);
    if (endpoint == null) {
      // not quoted: people put tokens into addresses
      remarks.add(
          variable(key)
              + " is no http or https address of a collector, such as http://127.0.0.1:4318");
    }
    return endpoint;
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text);
      boolean usable =
          ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
              && address.getHost() != null
              && address.getRawUserInfo() == null
              && address.getRawQuery() == null
              && address.getRawFragment() == null;
      return usable ? address : null;
    } catch (URISyntaxException unusable) {
      return null;
    }
  }

  /** An empty variable is as good as none, says the specification. */
  private boolean isGiven(String key) {
    String text = given.getString(key);
    return text != null && !text.isBlank();
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
