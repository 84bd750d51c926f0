package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * C31: a client that another tool has instrumented already. Go's library once refused a transport
 * that was wrapped; on the JVM it is an agent that wraps it.
 */
class CoexistenceIT {
  @RegisterExtension
  static final Application application =
      Application.with()
          .option(
              "-javaagent:" + Path.of("target/agents/opentelemetry-javaagent.jar").toAbsolutePath(),
              "-Dotel.traces.exporter=none",
              "-Dotel.metrics.exporter=none",
              "-Dotel.logs.exporter=none");

  private final Workspace shop = application.workspace();

  @Test
  void C31_instrumentedClient_isTakenOverAllTheSame() throws Exception {
    shop.proven();

    for (String client : List.of("JdkCaller", "UrlConnectionCaller", "OkHttpCaller")) {
      Workspace other = shop.over(client);
      assertThat(other.identify(client, Said.identify("plan", "a"))).isEqualTo(Reply.QUEUED);
      assertThat(other.track("GET", "/api/v1/accounts/region", null).status()).isEqualTo(200);
    }

    assertThat(shop.ledger())
        .containsExactlyInAnyOrder(
            "identify id:JdkCaller applied",
            "identify id:UrlConnectionCaller applied",
            "identify id:OkHttpCaller applied");
    assertThat(application.count("SuppressedFaults")).isZero();
  }
}
