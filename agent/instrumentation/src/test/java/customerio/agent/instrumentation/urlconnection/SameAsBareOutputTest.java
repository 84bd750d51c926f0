package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.Transcript;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** However a body is written, the application sees what the JDK's bare connection shows. */
class SameAsBareOutputTest {
  @TestFactory
  Stream<DynamicTest> programs() {
    return Stream.of(
            new Comparison("fixed length", StubReplies.OK, this::fixed),
            new Comparison("fixed length, not closed", StubReplies.OK, this::fixedNotClosed),
            new Comparison("fixed length, too few bytes", StubReplies.OK, this::tooFew),
            new Comparison("fixed length, too many bytes", StubReplies.OK, this::tooMany),
            new Comparison("fixed length, nothing written", StubReplies.OK, this::nothingWritten),
            new Comparison("chunks", StubReplies.OK, this::chunks),
            new Comparison("401 to a streamed body", LoopbackStub.json(401, "{}"), this::fixed),
            new Comparison("redirect of a streamed body", StubReplies.redirect(307), this::fixed),
            new Comparison("writing after sending", StubReplies.OK, this::writeAfterSending))
        .flatMap(Comparison::tests);
  }

  private void fixed(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("PUT");
    connection.setFixedLengthStreamingMode(Steps.JSON.length);
    Steps.send(connection, seen);
    Steps.outcome(connection, seen);
  }

  private void fixedNotClosed(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode((long) Steps.JSON.length);
    connection.getOutputStream().write(Steps.JSON);
    Steps.outcome(connection, seen);
  }

  private void tooFew(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(3);
    OutputStream out = connection.getOutputStream();
    out.write('x');
    seen.attempt("close", out::close);
    seen.attempt("close again", out::close);
    seen.note("status", connection::getResponseCode);
  }

  private void tooMany(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(3);
    OutputStream out = connection.getOutputStream();
    seen.attempt("write", () -> out.write(Steps.JSON));
    seen.attempt("close", out::close);
    seen.note("status", connection::getResponseCode);
  }

  private void nothingWritten(HttpURLConnection connection, Transcript seen) {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(3);
    seen.note("status", connection::getResponseCode);
  }

  private void chunks(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setDoOutput(true);
    connection.setChunkedStreamingMode(0);
    OutputStream out = connection.getOutputStream();
    seen.note("same stream", () -> connection.getOutputStream() == out);
    out.write(Steps.JSON, 0, 3);
    out.flush();
    out.write(Steps.JSON, 3, Steps.JSON.length - 3);
    out.close();
    seen.attempt("write after close", () -> out.write('x'));
    Steps.outcome(connection, seen);
  }

  private void writeAfterSending(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setDoOutput(true);
    OutputStream out = connection.getOutputStream();
    out.write(Steps.JSON);
    connection.getResponseCode();
    seen.attempt("write", () -> out.write('x'));
    Steps.outcome(connection, seen);
  }
}
