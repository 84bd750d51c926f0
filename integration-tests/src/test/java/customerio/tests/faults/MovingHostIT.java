package customerio.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A name that has no address, then one, then another. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs a second loopback address")
class MovingHostIT {
  private static final String NAME = "moving.test";
  private static final Pattern SEQUENCE = Pattern.compile("\"seq\":(\\d+)");

  @TempDir Path directory;

  @Test
  void F26_nameWithoutAddress_thenWithOne_thenWithAnother_nothingIsLost() throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 localhost\n");
    List<Integer> atFirst = Collections.synchronizedList(new ArrayList<>());
    List<Integer> atSecond = Collections.synchronizedList(new ArrayList<>());
    HttpServer first = server("127.0.0.1", 0, atFirst);
    int port = first.getAddress().getPort();
    // both at once: a port that was free for a moment could be another's
    HttpServer second = server("127.0.0.2", port, atSecond);
    try (RunningApplication application = start(hosts, port)) {
      assertThat(application.does("event p1 1")).isEqualTo("200");
      assertThat(application.does("event p1 2")).isEqualTo("200");
      assertThat(application.does("mbean Pending")).isEqualTo("2");

      Files.writeString(hosts, "127.0.0.1 " + NAME + "\n");
      application.awaits("mbean Pending", "0");

      first.stop(0);
      Files.writeString(hosts, "127.0.0.2 " + NAME + "\n");
      assertThat(application.does("event p1 3")).isEqualTo("200");
      application.awaits("mbean Pending", "0");
    } finally {
      first.stop(0);
      second.stop(0);
    }
    assertThat(List.of(atFirst, atSecond)).containsExactly(List.of(1, 2), List.of(3));
  }

  private static HttpServer server(String address, int port, List<Integer> said)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher sequence = SEQUENCE.matcher(new String(body, StandardCharsets.UTF_8));
            while (sequence.find()) {
              said.add(Integer.parseInt(sequence.group(1)));
            }
            byte[] answer = "{}\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    return server;
  }

  /**
   * The JVM keeps what it has looked up for 30 seconds, or 10 if in vain; here it asks each time.
   */
  private RunningApplication start(Path hosts, int port) throws Exception {
    Path security = directory.resolve("java.security");
    Files.writeString(
        security, "networkaddress.cache.ttl=0\nnetworkaddress.cache.negative.ttl=0\n");
    return RunningApplication.of(
        AgentJvm.of(Caller.class)
            .options("-Djdk.net.hosts.file=" + hosts, "-Djava.security.properties=" + security)
            .agent(
                AgentJar.built(),
                "hosts.extra=track-us=127.0.0.1:1",
                "endpoint.track-us=http://" + NAME + ':' + port,
                "region.check=false",
                "breaker.open-duration=300ms",
                "breaker.max-open-duration=1s",
                "hold.base-delay=300ms",
                "queue.dir=" + directory.resolve("queue"))
            .arguments("http://127.0.0.1:1")
            .start());
  }
}
