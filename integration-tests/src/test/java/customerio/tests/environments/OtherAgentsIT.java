package customerio.tests.environments;

import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.tests.environments.shop.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside the agents of Elastic and Datadog; neither has a server to talk to. */
class OtherAgentsIT {
  private static final String[] CLIENTS = {
    "UrlConnectionClient", "JdkClient", "JdkAsyncClient", "OkHttpShopClient"
  };

  /** Nobody listens there: the discard port, below those that are given out. */
  private static final String NOBODY = "http://127.0.0.1:9";

  /**
   * From JDK 24 on the JVM complains of what those two use. Of us it does not: all other tests run
   * without these.
   */
  private static final String[] ALLOWED =
      Runtime.version().feature() < 24
          ? new String[0]
          : new String[] {
            "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"
          };

  private enum Other {
    ELASTIC(
        "elastic-apm-agent.jar",
        // about the command that a test makes
        "[elastic-apm-agent] WARN Unexpected JVM command line syntax",
        "-Delastic.apm.server_url=" + NOBODY,
        "-Delastic.apm.log_level=OFF",
        "-Delastic.apm.cloud_provider=NONE",
        "-Delastic.apm.central_config=false",
        "-Delastic.apm.enable_log_correlation=false"),
    DATADOG(
        "dd-java-agent.jar",
        "OpenJDK 64-Bit Server VM warning: Sharing is only supported for boot loader classes",
        "-Ddd.trace.agent.url=" + NOBODY,
        "-Ddd.instrumentation.telemetry.enabled=false",
        "-Ddd.remote_config.enabled=false",
        "-Ddd.jmxfetch.enabled=false",
        "-Ddd.trace.startup.logs=false",
        "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off",
        "-Ddd.trace.otel.enabled=true");

    private final String jar;
    private final String line;
    private final List<String> options;

    /**
     * @param line how the one begins that it prints of its own
     */
    Other(String jar, String line, String... options) {
      this.jar = jar;
      this.line = line;
      this.options = List.of(options);
    }

    String agent() {
      return "-javaagent:" + Path.of("target", "agents", jar).toAbsolutePath();
    }
  }

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void E01_oursLast_isServed(Other other) throws Exception {
    try (Proof proof = new Proof(directory)) {
      proof.isTakenOver(
          CLIENTS.length * Shop.CALLS_PER_CLIENT,
          shop(proof),
          shop(proof, other).options(other.agent(), proof.agent()),
          other.line);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("matrix")
  void E01_oursFirst_isServed(Other other) throws Exception {
    try (Proof proof = new Proof(directory)) {
      proof.isTakenOver(
          CLIENTS.length * Shop.CALLS_PER_CLIENT,
          shop(proof),
          shop(proof, other).options(proof.agent(), other.agent()),
          other.line);
    }
  }

  private static JvmCommand shop(Proof proof) {
    return AgentJvm.of(Shop.class)
        .shortLived()
        .classPath(Jars.of("okhttp-4"))
        .arguments(proof.base())
        .arguments(CLIENTS);
  }

  private JvmCommand shop(Proof proof, Other other) throws IOException {
    // whatever name they may ask for, there is none
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
    return shop(proof)
        .options("-Djdk.net.hosts.file=" + hosts)
        .options(ALLOWED)
        .options(other.options.toArray(String[]::new));
  }
}
