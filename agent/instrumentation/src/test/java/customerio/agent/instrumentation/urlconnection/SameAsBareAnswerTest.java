package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.Transcript;
import java.net.HttpURLConnection;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is answered, the application sees what the JDK's bare connection shows. */
class SameAsBareAnswerTest {
  @TestFactory
  Stream<DynamicTest> programs() {
    return Stream.of(
            new Comparison("400", StubReplies.BAD, Steps::put),
            new Comparison("400 without asking for the status", StubReplies.BAD, this::refusal),
            new Comparison("400 with an empty body", StubReplies.withStatus(400), Steps::put),
            new Comparison("401", LoopbackStub.json(401, "{}"), Steps::put),
            new Comparison("404", LoopbackStub.json(404, "{}"), this::refusal),
            new Comparison("410", LoopbackStub.json(410, "{}"), this::refusal),
            new Comparison("500", LoopbackStub.json(500, "oops"), this::refusal),
            new Comparison("204", StubReplies.withStatus(204), Steps::put),
            new Comparison("empty 200", StubReplies.EMPTY, Steps::put),
            new Comparison("reading a closed answer", StubReplies.OK, this::readClosed),
            new Comparison("reading after disconnect", StubReplies.OK, this::readDisconnected),
            new Comparison("convenient header readers", StubReplies.OK, this::headerReaders),
            new Comparison("order of headers", StubReplies.MANY_HEADERS, this::headerOrder),
            new Comparison("redirects not followed", StubReplies.redirect(302), this::notFollowing),
            new Comparison("POST redirected", StubReplies.redirect(302), this::post),
            new Comparison("PUT redirected", StubReplies.redirect(307), Steps::put),
            new Comparison("308 is no redirect", StubReplies.redirect(308), Steps::put))
        .flatMap(Comparison::tests);
  }

  private void refusal(HttpURLConnection connection, Transcript seen) {
    Steps.send(connection, seen);
    seen.note("first read", connection::getInputStream);
    seen.note("second read", connection::getInputStream);
    seen.note("content", connection::getContent);
    Steps.outcome(connection, seen);
  }

  private void readClosed(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.getInputStream().close();
    seen.note("read", () -> connection.getInputStream().read());
    seen.note("status", connection::getResponseCode);
  }

  private void readDisconnected(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.getInputStream();
    connection.disconnect();
    seen.note("read", () -> connection.getInputStream().read());
    seen.note("status", connection::getResponseCode);
  }

  private void headerReaders(HttpURLConnection connection, Transcript seen) {
    seen.note("length", connection::getContentLength);
    seen.note("long length", connection::getContentLengthLong);
    seen.note("type", connection::getContentType);
    seen.note("encoding", connection::getContentEncoding);
    seen.note("expires", connection::getExpiration);
    seen.note("int", () -> connection.getHeaderFieldInt("content-length", 7));
    seen.note("no int", () -> connection.getHeaderFieldInt("content-type", 7));
    seen.note("absent", () -> connection.getHeaderField("absent"));
    seen.note("status line", () -> connection.getHeaderField(0));
    seen.note("status line's name", () -> connection.getHeaderFieldKey(0));
    seen.note("before the first", () -> connection.getHeaderField(-1));
    seen.note("behind the last", () -> connection.getHeaderField(99));
    seen.note("null", () -> connection.getHeaderField(null));
  }

  /**
   * The JDK keeps names in a hash map; of one name, 17 has the last value first, and 25 the first.
   */
  private void headerOrder(HttpURLConnection connection, Transcript seen) {
    seen.note(
        "fields",
        () ->
            connection.getHeaderFields().entrySet().stream()
                .filter(field -> !"Date".equals(field.getKey()))
                .toList());
  }

  private void notFollowing(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setInstanceFollowRedirects(false);
    Steps.put(connection, seen);
  }

  private void post(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("POST");
    Steps.send(connection, seen);
    Steps.outcome(connection, seen);
  }
}
