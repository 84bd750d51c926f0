package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import customerio.agent.instrumentation.testing.Transcript;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each program runs on the JDK's bare connection, and on ours with every kind of takeover. What the
 * application sees must be the same.
 */
class SameAsBareConnectionTest {
  private static final byte[] JSON = "{\"email\":\"a@b.c\"}".getBytes(StandardCharsets.UTF_8);
  private static final Reply OK = LoopbackStub.json(200, "{}");
  private static final Reply BAD = LoopbackStub.json(400, "{\"meta\":{\"error\":\"no\"}}");
  private static final Reply EMPTY = new Reply(200, Headers.of("Content-length", "0"), new byte[0]);

  private static final String PHRASES_UNKNOWN_TO_THE_STUB =
      "(?<=(30[278]|410)) (Found|Temporary Redirect|Permanent Redirect|Gone)(?=])"
          + "|(?<=message = )(Found|Temporary Redirect|Permanent Redirect|Gone|null)$";

  @TestFactory
  Stream<DynamicTest> programs() {
    return Map.<String, Case>ofEntries(
            Map.entry("PUT with a body", new Case(OK, this::put)),
            Map.entry(
                "GET becomes POST when output is asked for", new Case(OK, this::implicitPost)),
            Map.entry("POST without a body", new Case(OK, this::postWithoutBody)),
            Map.entry("GET", new Case(OK, this::readAll)),
            Map.entry("DELETE", new Case(OK, this::delete)),
            Map.entry("HEAD", new Case(EMPTY, this::head)),
            Map.entry("OPTIONS", new Case(EMPTY, this::options)),
            Map.entry("400", new Case(BAD, this::put)),
            Map.entry("400 without asking for the status", new Case(BAD, this::refusal)),
            Map.entry("400 with an empty body", new Case(withStatus(400), this::put)),
            Map.entry("401", new Case(LoopbackStub.json(401, "{}"), this::put)),
            Map.entry(
                "401 to a streamed body", new Case(LoopbackStub.json(401, "{}"), this::fixed)),
            Map.entry("404", new Case(LoopbackStub.json(404, "{}"), this::refusal)),
            Map.entry("410", new Case(LoopbackStub.json(410, "{}"), this::refusal)),
            Map.entry("500", new Case(LoopbackStub.json(500, "oops"), this::refusal)),
            Map.entry("204", new Case(withStatus(204), this::put)),
            Map.entry("empty 200", new Case(EMPTY, this::put)),
            Map.entry("settings before connecting", new Case(OK, this::settings)),
            Map.entry("settings after connecting", new Case(OK, this::lateSettings)),
            Map.entry("settings after an empty answer", new Case(EMPTY, this::settingsAfterAnswer)),
            Map.entry("settings after an answer", new Case(OK, this::settingsAfterAnswer)),
            Map.entry("bad settings", new Case(OK, this::badSettings)),
            Map.entry("output without doOutput", new Case(OK, this::outputWithoutDoOutput)),
            Map.entry("input without doInput", new Case(OK, this::inputWithoutDoInput)),
            Map.entry("output after input", new Case(OK, this::outputAfterInput)),
            Map.entry("fixed length", new Case(OK, this::fixed)),
            Map.entry("fixed length, not closed", new Case(OK, this::fixedNotClosed)),
            Map.entry("fixed length, too few bytes", new Case(OK, this::tooFew)),
            Map.entry("fixed length, too many bytes", new Case(OK, this::tooMany)),
            Map.entry("fixed length, nothing written", new Case(OK, this::nothingWritten)),
            Map.entry("chunks", new Case(OK, this::chunks)),
            Map.entry("two streaming modes", new Case(OK, this::twoModes)),
            Map.entry("reading a closed answer", new Case(OK, this::readClosed)),
            Map.entry("reading after disconnect", new Case(OK, this::readDisconnected)),
            Map.entry("writing after sending", new Case(OK, this::writeAfterSending)),
            Map.entry("convenient header readers", new Case(OK, this::headerReaders)),
            Map.entry("redirects not followed", new Case(redirect(302), this::notFollowing)),
            Map.entry("redirect of a streamed body", new Case(redirect(307), this::fixed)),
            Map.entry("POST redirected", new Case(redirect(302), this::post)),
            Map.entry("PUT redirected", new Case(redirect(307), this::put)),
            Map.entry("308 is no redirect", new Case(redirect(308), this::put)))
        .entrySet()
        .stream()
        .flatMap(SameAsBareConnectionTest::tests);
  }

  private static Stream<DynamicTest> tests(Map.Entry<String, Case> program) {
    Case scene = program.getValue();
    return Map.<String, Function<ScriptedTaker, Takeover>>of(
            "passed", ScriptedTaker.pass(),
            "accepted", ScriptedTaker.accept(scene.reply),
            "relayed", ScriptedTaker.relay(CompletableFuture.completedFuture(scene.reply)))
        .entrySet()
        .stream()
        .map(
            takeover ->
                DynamicTest.dynamicTest(
                    program.getKey() + ", " + takeover.getKey(),
                    () -> assertThat(scene.claimed(takeover.getValue())).isEqualTo(scene.bare())));
  }

  private void put(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("PUT");
    send(connection, seen);
    outcome(connection, seen);
  }

  private void post(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("POST");
    send(connection, seen);
    outcome(connection, seen);
  }

  private void implicitPost(HttpURLConnection connection, Transcript seen) {
    send(connection, seen);
    seen.note("method", connection::getRequestMethod);
    outcome(connection, seen);
  }

  private void postWithoutBody(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("POST");
    outcome(connection, seen);
  }

  private void delete(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("DELETE");
    outcome(connection, seen);
  }

  private void head(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("HEAD");
    outcome(connection, seen);
  }

  private void options(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("OPTIONS");
    outcome(connection, seen);
  }

  private void notFollowing(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setInstanceFollowRedirects(false);
    put(connection, seen);
  }

  private void readAll(HttpURLConnection connection, Transcript seen) {
    seen.note("body", () -> text(connection.getInputStream().readAllBytes()));
    seen.note("same stream", () -> connection.getInputStream() == connection.getInputStream());
    outcome(connection, seen);
  }

  private void refusal(HttpURLConnection connection, Transcript seen) {
    send(connection, seen);
    seen.note("first read", connection::getInputStream);
    seen.note("second read", connection::getInputStream);
    seen.note("content", connection::getContent);
    outcome(connection, seen);
  }

  private void settings(HttpURLConnection connection, Transcript seen) {
    connection.setRequestProperty("X-A", "1");
    connection.addRequestProperty("X-A", "2");
    connection.setRequestProperty("Authorization", "Basic c2VjcmV0");
    connection.setRequestProperty("Host", "elsewhere");
    seen.note("property", () -> connection.getRequestProperty("x-a"));
    seen.note("credential", () -> connection.getRequestProperty("Authorization"));
    seen.note("properties", () -> new TreeMap<>(connection.getRequestProperties()));
    connection.setConnectTimeout(11);
    connection.setReadTimeout(2222);
    seen.note("timeouts", () -> connection.getConnectTimeout() + connection.getReadTimeout());
    seen.note("url", connection::getURL);
    seen.note("proxy", connection::usingProxy);
    seen.note("follow", connection::getInstanceFollowRedirects);
    seen.note("output", connection::getDoOutput);
    seen.note("caches", connection::getUseCaches);
    outcome(connection, seen);
  }

  private void lateSettings(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.connect();
    changeEverything(connection, seen);
    connection.connect();
    outcome(connection, seen);
  }

  private void settingsAfterAnswer(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.getResponseCode();
    changeEverything(connection, seen);
  }

  private void changeEverything(HttpURLConnection connection, Transcript seen) {
    seen.attempt("doOutput", () -> connection.setDoOutput(true));
    seen.attempt("doInput", () -> connection.setDoInput(true));
    seen.attempt("property", () -> connection.setRequestProperty("X-A", "1"));
    seen.attempt("more property", () -> connection.addRequestProperty("X-A", "1"));
    seen.attempt("method", () -> connection.setRequestMethod("PUT"));
    seen.attempt("fixed", () -> connection.setFixedLengthStreamingMode(3));
    seen.attempt("long fixed", () -> connection.setFixedLengthStreamingMode(3L));
    seen.attempt("chunks", () -> connection.setChunkedStreamingMode(3));
    seen.attempt("caches", () -> connection.setUseCaches(true));
    seen.attempt("since", () -> connection.setIfModifiedSince(0));
    seen.attempt("interaction", () -> connection.setAllowUserInteraction(true));
    seen.attempt("authenticator", () -> connection.setAuthenticator(new NoAuthenticator()));
    seen.attempt("timeout", () -> connection.setReadTimeout(5000));
    seen.note("properties", () -> connection.getRequestProperties() != null);
  }

  private void badSettings(HttpURLConnection connection, Transcript seen) {
    seen.attempt("method", () -> connection.setRequestMethod("PATCH"));
    seen.attempt("name", () -> connection.setRequestProperty("a\nb", "1"));
    seen.attempt("value", () -> connection.setRequestProperty("a", "1\n2"));
    seen.attempt("no name", () -> connection.setRequestProperty(null, "1"));
    seen.attempt("no value", () -> connection.setRequestProperty("a", null));
    seen.attempt("timeout", () -> connection.setReadTimeout(-1));
    seen.attempt("connect timeout", () -> connection.setConnectTimeout(-1));
    seen.attempt("length", () -> connection.setFixedLengthStreamingMode(-1));
    seen.attempt("authenticator", () -> connection.setAuthenticator(null));
    outcome(connection, seen);
  }

  private void outputWithoutDoOutput(HttpURLConnection connection, Transcript seen) {
    seen.note("output", connection::getOutputStream);
    seen.note("output again", connection::getOutputStream);
    outcome(connection, seen);
  }

  private void inputWithoutDoInput(HttpURLConnection connection, Transcript seen) {
    connection.setDoInput(false);
    seen.note("input", connection::getInputStream);
    seen.note("input again", connection::getInputStream);
    seen.note("status", connection::getResponseCode);
  }

  private void outputAfterInput(HttpURLConnection connection, Transcript seen) {
    connection.setDoOutput(true);
    seen.note("status", connection::getResponseCode);
    seen.note("output", connection::getOutputStream);
  }

  private void fixed(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setRequestMethod("PUT");
    connection.setFixedLengthStreamingMode(JSON.length);
    send(connection, seen);
    outcome(connection, seen);
  }

  private void fixedNotClosed(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode((long) JSON.length);
    connection.getOutputStream().write(JSON);
    outcome(connection, seen);
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
    seen.attempt("write", () -> out.write(JSON));
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
    out.write(JSON, 0, 3);
    out.flush();
    out.write(JSON, 3, JSON.length - 3);
    out.close();
    seen.attempt("write after close", () -> out.write('x'));
    outcome(connection, seen);
  }

  private void twoModes(HttpURLConnection connection, Transcript seen) {
    connection.setChunkedStreamingMode(0);
    seen.attempt("fixed", () -> connection.setFixedLengthStreamingMode(3));
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

  private void writeAfterSending(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.setDoOutput(true);
    OutputStream out = connection.getOutputStream();
    out.write(JSON);
    connection.getResponseCode();
    seen.attempt("write", () -> out.write('x'));
    outcome(connection, seen);
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

  private static void send(HttpURLConnection connection, Transcript seen) {
    connection.setDoOutput(true);
    seen.attempt(
        "send",
        () -> {
          try (OutputStream out = connection.getOutputStream()) {
            out.write(JSON);
          }
        });
  }

  private static void outcome(HttpURLConnection connection, Transcript seen) {
    seen.note("status", connection::getResponseCode);
    seen.note("message", connection::getResponseMessage);
    seen.note("headers", () -> comparable(connection.getHeaderFields()));
    seen.note("body", () -> text(connection.getInputStream().readAllBytes()));
    seen.note(
        "error body",
        () -> {
          var error = connection.getErrorStream();
          return error == null ? null : text(error.readAllBytes());
        });
    seen.note("url", () -> connection.getURL().getPath());
    seen.note("method", connection::getRequestMethod);
    connection.disconnect();
  }

  private static Map<String, List<String>> comparable(Map<String, List<String>> fields) {
    Map<String, List<String>> comparable = new TreeMap<>();
    fields.forEach((name, values) -> comparable.put(String.valueOf(name), values));
    comparable.remove("Date");
    return comparable;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Reply withStatus(int status) {
    return new Reply(
        status, status == 204 ? Headers.NONE : Headers.of("Content-length", "0"), new byte[0]);
  }

  private static Reply redirect(int status) {
    return new Reply(
        status, Headers.of("Location", "/elsewhere", "Content-length", "0"), new byte[0]);
  }

  private static final class NoAuthenticator extends java.net.Authenticator {}

  private interface Program {
    void run(HttpURLConnection connection, Transcript seen) throws Exception;
  }

  private record Case(Reply reply, Program program) {

    List<String> bare() throws Exception {
      try (LoopbackStub server = server()) {
        return run((HttpURLConnection) server.at("/api/v1/customers/a%40b").openConnection());
      }
    }

    List<String> claimed(Function<ScriptedTaker, Takeover> takeover) throws Exception {
      try (LoopbackStub server = server();
          ScriptedTaker taker = ScriptedTaker.on(server.port(), takeover)) {
        List<String> seen = run(Connections.open(server.at("/api/v1/customers/a%40b")));
        assertThat(taker.suppressed).isEmpty();
        return seen;
      }
    }

    private LoopbackStub server() throws Exception {
      return new LoopbackStub(request -> request.target().equals("/elsewhere") ? OK : reply);
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
}
