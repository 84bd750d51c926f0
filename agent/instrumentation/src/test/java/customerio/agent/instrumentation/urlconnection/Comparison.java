package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import customerio.agent.instrumentation.testing.Transcript;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A program that runs on the JDK's bare connection, and on ours with every kind of takeover. What
 * the application sees must be the same.
 */
record Comparison(String name, Reply reply, Program program) {
  private static final String PHRASES_UNKNOWN_TO_THE_STUB =
      "(?<=(30[278]|410)) (Found|Temporary Redirect|Permanent Redirect|Gone)(?=])"
          + "|(?<=message = )(Found|Temporary Redirect|Permanent Redirect|Gone|null)$";

  Stream<DynamicTest> tests() {
    return Map.<String, Function<ScriptedTaker, Takeover>>of(
            "passed", ScriptedTaker.pass(),
            "accepted", ScriptedTaker.accept(reply),
            "relayed", ScriptedTaker.relay(CompletableFuture.completedFuture(reply)))
        .entrySet()
        .stream()
        .map(
            takeover ->
                DynamicTest.dynamicTest(
                    name + ", " + takeover.getKey(),
                    () -> assertThat(claimed(takeover.getValue())).isEqualTo(bare())));
  }

  private List<String> bare() throws Exception {
    try (LoopbackStub server = server()) {
      return run((HttpURLConnection) server.at("/api/v1/customers/a%40b").openConnection());
    }
  }

  private List<String> claimed(Function<ScriptedTaker, Takeover> takeover) throws Exception {
    try (LoopbackStub server = server();
        ScriptedTaker taker = ScriptedTaker.on(server.port(), takeover)) {
      List<String> seen = run(Connections.open(server.at("/api/v1/customers/a%40b")));
      assertThat(taker.suppressed).isEmpty();
      return seen;
    }
  }

  private LoopbackStub server() throws Exception {
    return new LoopbackStub(
        request -> request.target().equals("/elsewhere") ? StubReplies.OK : reply);
  }

  private List<String> run(HttpURLConnection connection) throws Exception {
    Transcript seen = new Transcript();
    String server = connection.getURL().getAuthority();
    seen.attempt("program", () -> program.run(connection, seen));
    return seen.lines().stream()
        .map(line -> line.replace(server, "server"))
        .map(line -> line.replaceAll(PHRASES_UNKNOWN_TO_THE_STUB, ""))
        .toList();
  }
}
