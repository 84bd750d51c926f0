package customerio.agent.privatesdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";

  @Test
  void commonEndpoint_isOfBothSignals_andTheProtocolIsHttp() {
    assertThat(plan(Map.of(ENDPOINT, "http://collector:4318")))
        .isEqualTo(
            new Plan.Export(
                Map.of(
                    "otel.traces.exporter",
                    "otlp",
                    "otel.metrics.exporter",
                    "otlp",
                    "otel.logs.exporter",
                    "none",
                    "otel.propagators",
                    "tracecontext",
                    TRACES_ENDPOINT,
                    "http://collector:4318/v1/traces",
                    "otel.exporter.otlp.traces.protocol",
                    "http/protobuf",
                    "otel.exporter.otlp.metrics.endpoint",
                    "http://collector:4318/v1/metrics",
                    "otel.exporter.otlp.metrics.protocol",
                    "http/protobuf"),
                "spans and metrics are exported to http://collector:4318",
                ""));
  }

  @Test
  void endpointWithAPath_keepsIt() {
    assertThat(export(Map.of(ENDPOINT, "https://gate/otlp/")).overrides())
        .containsEntry(TRACES_ENDPOINT, "https://gate/otlp/v1/traces");
  }

  @Test
  void endpointOfOneSignal_isTakenAsItIs_andTheOtherIsNotExported() {
    Plan.Export export = export(Map.of(TRACES_ENDPOINT, "http://collector:4318/in"));

    assertThat(export.overrides())
        .containsEntry(TRACES_ENDPOINT, "http://collector:4318/in")
        .containsEntry("otel.traces.exporter", "otlp")
        .containsEntry("otel.metrics.exporter", "none");
    assertThat(export.summary()).isEqualTo("spans are exported to http://collector:4318");
  }

  @Test
  void withoutAnEndpoint_nothingIsExported_andItIsSaidHowToChangeThat() {
    assertThat(plan(Map.of(ENDPOINT, " ")))
        .isEqualTo(
            new Plan.Nothing(
                "no collector is named; set OTEL_EXPORTER_OTLP_ENDPOINT, such as"
                    + " http://127.0.0.1:4318"));
  }

  @Test
  void addressThatIsNone_isNotQuoted() {
    for (String address :
        new String[] {
          "collector:4318",
          "ftp://collector",
          "http://",
          "http:// x",
          "http://me:secret@collector",
          "http://collector?token=secret",
          "http://collector#x"
        }) {
      assertThat(plan(Map.of(TRACES_ENDPOINT, address)))
          .as(address)
          .isEqualTo(
              new Plan.Nothing(
                  "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is no http or https address of a collector,"
                      + " such as http://127.0.0.1:4318"));
    }
  }

  @Test
  void otherProtocol_isNotSpoken() {
    assertThat(plan(Map.of(ENDPOINT, "http://collector:4317", PROTOCOL, "grpc")))
        .isEqualTo(
            new Plan.Nothing(
                "OTEL_EXPORTER_OTLP_PROTOCOL asks for another protocol than http/protobuf, the only"
                    + " one here; set OTEL_EXPORTER_OTLP_TRACES_PROTOCOL and the endpoint that goes"
                    + " with it; OTEL_EXPORTER_OTLP_PROTOCOL asks for another protocol than"
                    + " http/protobuf, the only one here; set OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"
                    + " and the endpoint that goes with it"));
  }

  @Test
  void protocolOfASignal_winsOverTheCommonOne() {
    assertThat(
            export(
                    Map.of(
                        ENDPOINT,
                        "http://collector:4318",
                        PROTOCOL,
                        "grpc",
                        "otel.exporter.otlp.traces.protocol",
                        "http/protobuf"))
                .overrides())
        .containsEntry("otel.traces.exporter", "otlp")
        .containsEntry("otel.metrics.exporter", "none");
  }

  @Test
  void exportersOfTheApplication_areFollowedAsFarAsTheyNameOtlp() {
    assertThat(
            export(
                    Map.of(
                        ENDPOINT,
                        "http://collector:4318",
                        "otel.traces.exporter",
                        "zipkin,otlp",
                        "otel.metrics.exporter",
                        "prometheus"))
                .overrides())
        .containsEntry("otel.traces.exporter", "otlp")
        .containsEntry("otel.metrics.exporter", "none");
  }

  @Test
  void disabledSdk_staysDisabled() {
    assertThat(plan(Map.of(ENDPOINT, "http://collector:4318", "otel.sdk.disabled", "true")))
        .isEqualTo(new Plan.Nothing("OTEL_SDK_DISABLED is true"));
  }

  /** The builder would throw, as the module that reads it is not there. */
  @Test
  void configurationFile_isLeftAside_andItIsSaid() {
    Plan.Export export =
        export(Map.of(ENDPOINT, "http://collector:4318", "otel.config.file", "/etc/otel.yaml"));

    assertThat(export.overrides()).containsEntry("otel.config.file", "");
    assertThat(export.remarks()).isEqualTo("OTEL_CONFIG_FILE is not read");
  }

  private static Plan.Export export(Map<String, String> given) {
    return (Plan.Export) plan(given);
  }

  private static Plan plan(Map<String, String> given) {
    return Planner.plan(DefaultConfigProperties.createFromMap(given));
  }
}
