package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** A Zipkin on a free port of the loopback interface, which keeps what it gets in its heap. */
public final class ZipkinServer implements AutoCloseable {
  private static final Path JAR = Path.of("target", "backends", "zipkin.jar");

  /** Not a measure of anything: with other tests beside it, it takes its time. */
  private static final Duration START = Duration.ofMinutes(5);

  private static final String LINE = "Serving HTTP at /127.0.0.1:";

  private final AgentJvm jvm;
  private final URI root;

  private ZipkinServer(AgentJvm jvm, URI root) {
    this.jvm = jvm;
    this.root = root;
  }

  /** Skips the test where it was not fetched, and says why. */
  public static void neededOrSkip() {
    boolean isThere = Files.isRegularFile(JAR);
    if (System.getProperty("zipkin.skip", "true").equals("false")) {
      assertThat(isThere).as(JAR + " was fetched").isTrue();
    }
    assumeTrue(isThere, "Zipkin is 135 MB and not fetched: mvn verify -Dzipkin.skip=false");
  }

  public static ZipkinServer start() throws InterruptedException {
    AgentJvm jvm =
        JvmCommand.tool("java", "-jar", JAR.toString())
            .options("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .arguments(
                "--armeria.ports[0].address=127.0.0.1",
                "--armeria.ports[0].port=0",
                "--armeria.ports[0].protocols[0]=http",
                "--logging.pattern.console=%msg%n")
            .start();
    try {
      String line = jvm.awaitLine(LINE, START);
      String port = line.substring(LINE.length()).replaceFirst("\\D.*", "");
      return new ZipkinServer(jvm, URI.create("http://127.0.0.1:" + port + "/"));
    } catch (InterruptedException | RuntimeException | Error failure) {
      jvm.close();
      throw failure;
    }
  }

  /** Where applications send their spans, in Zipkin's own format. */
  public URI spans() {
    return root.resolve("api/v2/spans");
  }

  /**
   * Asks until the answer is such: what an application reports is there some moments later.
   *
   * @param query path and query below {@code /api/v2/}
   */
  public JsonNode awaits(String query, Predicate<JsonNode> such) throws Exception {
    return Asking.until(
        ProcessHandle.of(jvm.pid()).orElseThrow(),
        () -> Http.get(root.resolve("api/v2/" + query)),
        such);
  }

  /** Where people look at a trace. */
  public URI page(String traceId) {
    return root.resolve("zipkin/traces/" + traceId);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
