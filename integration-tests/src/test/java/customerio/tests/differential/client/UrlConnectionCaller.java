package customerio.tests.differential.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** {@link HttpURLConnection}, by hand. */
public class UrlConnectionCaller implements Caller {
  private volatile HttpURLConnection underway;
  private volatile boolean disconnected;

  @Override
  public Seen send(Ask ask) throws Exception {
    try {
      return exchange(ask);
    } catch (RuntimeException e) {
      if (disconnected) {
        // between sending and reading the JDK finds its own HttpClient gone, and throws a
        // NullPointerException; a moment later it is what it is here
        throw new SocketException("Socket closed");
      }
      throw e;
    }
  }

  private Seen exchange(Ask ask) throws Exception {
    HttpURLConnection connection = sent(ask, null);
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    return new Seen(
        status,
        connection.getHeaderFields(),
        body == null ? null : new String(body.readAllBytes(), StandardCharsets.UTF_8));
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) throws Exception {
    return send(ask.header("Expect", "100-Continue").framed(Ask.Framing.ONE_SHOT));
  }

  @Override
  public Seen sendAnsweringChallenge(Ask ask, String user, String password) throws Exception {
    HttpURLConnection connection = sent(ask, new Password(user, password));
    return Streams.readTwice(
        connection.getResponseCode(), connection.getHeaderFields(), connection::getInputStream);
  }

  @Override
  public Seen sendAndReadTwice(Ask ask) throws Exception {
    HttpURLConnection connection = sent(ask, null);
    return Streams.readTwice(
        connection.getResponseCode(), connection.getHeaderFields(), connection::getInputStream);
  }

  @Override
  public Seen sendAndCloseEarly(Ask ask) throws Exception {
    HttpURLConnection connection = sent(ask, null);
    return Streams.closeEarly(
        connection.getResponseCode(), connection.getHeaderFields(), connection.getInputStream());
  }

  @Override
  public String title() {
    return "HttpURLConnection";
  }

  @Override
  public String switchName() {
    return "urlconnection";
  }

  private HttpURLConnection sent(Ask ask, Authenticator authenticator) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(ask.url()).toURL().openConnection();
    underway = connection;
    configure(connection);
    if (authenticator != null) {
      connection.setAuthenticator(authenticator);
    }
    connection.setRequestMethod(ask.method());
    ask.headers().forEach(connection::setRequestProperty);
    connection.setReadTimeout(ask.readTimeoutMillis());
    if (ask.body() != null) {
      write(connection, ask);
    }
    return connection;
  }

  void configure(HttpURLConnection connection) {}

  private static void write(HttpURLConnection connection, Ask ask) throws IOException {
    connection.setDoOutput(true);
    switch (ask.framing()) {
      case ONE_SHOT -> connection.setFixedLengthStreamingMode(ask.body().length);
      case CHUNKED -> connection.setChunkedStreamingMode(0);
      case BUFFERED -> {
        // the default
      }
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(ask.body());
    }
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    disconnected = true;
    underway.disconnect();
  }
}
