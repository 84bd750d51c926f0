package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.testing.Transcript;
import java.net.HttpURLConnection;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** With every method, what the application sees is what the JDK's bare connection shows. */
class SameAsBareMethodTest {
  @TestFactory
  Stream<DynamicTest> programs() {
    return Stream.of(
            new Comparison("PUT with a body", StubReplies.OK, Steps::put),
            new Comparison(
                "GET becomes POST when output is asked for", StubReplies.OK, this::implicitPost),
            new Comparison("POST without a body", StubReplies.OK, this::postWithoutBody),
            new Comparison("GET", StubReplies.OK, this::readAll),
            new Comparison("DELETE", StubReplies.OK, this::delete),
            new Comparison("HEAD", StubReplies.EMPTY, this::head),
            new Comparison("OPTIONS", StubReplies.EMPTY, this::options))
        .flatMap(Comparison::tests);
  }

  private void implicitPost(HttpURLConnection connection, Transcript seen) {
    Steps.send(connection, seen);
    seen.note("method", connection::getRequestMethod);
    Steps.outcome(connection, seen);
  }

  private void postWithoutBody(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("POST");
    Steps.outcome(connection, seen);
  }

  private void readAll(HttpURLConnection connection, Transcript seen) {
    seen.note("body", () -> Steps.text(connection.getInputStream().readAllBytes()));
    seen.note("same stream", () -> connection.getInputStream() == connection.getInputStream());
    Steps.outcome(connection, seen);
  }

  private void delete(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("DELETE");
    Steps.outcome(connection, seen);
  }

  private void head(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("HEAD");
    Steps.outcome(connection, seen);
  }

  private void options(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("OPTIONS");
    Steps.outcome(connection, seen);
  }
}
