package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.testing.Transcript;
import java.net.HttpURLConnection;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** At every time, settings are kept or refused as the JDK's bare connection does. */
class SameAsBareSettingTest {
  @TestFactory
  Stream<DynamicTest> programs() {
    return Stream.of(
            new Comparison("settings before connecting", StubReplies.OK, this::settings),
            new Comparison("settings after connecting", StubReplies.OK, this::lateSettings),
            new Comparison(
                "settings after an empty answer", StubReplies.EMPTY, this::settingsAfterAnswer),
            new Comparison("settings after an answer", StubReplies.OK, this::settingsAfterAnswer),
            new Comparison("bad settings", StubReplies.OK, this::badSettings),
            new Comparison("two streaming modes", StubReplies.OK, this::twoModes),
            new Comparison("output without doOutput", StubReplies.OK, this::outputWithoutDoOutput),
            new Comparison("input without doInput", StubReplies.OK, this::inputWithoutDoInput),
            new Comparison("output after input", StubReplies.OK, this::outputAfterInput))
        .flatMap(Comparison::tests);
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
    Steps.outcome(connection, seen);
  }

  private void lateSettings(HttpURLConnection connection, Transcript seen) throws Exception {
    connection.connect();
    changeEverything(connection, seen);
    connection.connect();
    Steps.outcome(connection, seen);
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
    Steps.outcome(connection, seen);
  }

  private void twoModes(HttpURLConnection connection, Transcript seen) {
    connection.setChunkedStreamingMode(0);
    seen.attempt("fixed", () -> connection.setFixedLengthStreamingMode(3));
  }

  private void outputWithoutDoOutput(HttpURLConnection connection, Transcript seen) {
    seen.note("output", connection::getOutputStream);
    seen.note("output again", connection::getOutputStream);
    Steps.outcome(connection, seen);
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

  private static final class NoAuthenticator extends java.net.Authenticator {}
}
