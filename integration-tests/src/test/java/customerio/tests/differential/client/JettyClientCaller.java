package customerio.tests.differential.client;

import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;

/** Jetty's HttpClient 12, in whichever way it is called. */
abstract class JettyClientCaller implements Caller {
  final HttpClient client;
  private final Notes notes = new Notes();
  private volatile Request underway;

  JettyClientCaller(HttpClient client) throws Exception {
    this.client = JettyParts.started(client);
  }

  final Request request(Ask ask) throws Exception {
    return JettyParts.request(client, ask, notes);
  }

  /** Of which a cancel is. */
  final Request underway(Request request) {
    underway = request;
    return request;
  }

  @Override
  public final String title() {
    return "Jetty HttpClient";
  }

  @Override
  public final String switchName() {
    return "jetty";
  }

  @Override
  public final Seen sendExpectingContinue(Ask ask) throws Exception {
    return send(ask.header("Expect", "100-continue"));
  }

  @Override
  public final Seen sendAnsweringChallenge(Ask ask, String user, String password) throws Exception {
    JettyParts.willAnswer(client, ask.url(), user, password);
    return send(ask);
  }

  @Override
  public final boolean canCancel() {
    return true;
  }

  @Override
  public final void cancel() {
    underway.abort(new IllegalStateException("given up"));
  }

  @Override
  public final int connectionsInUse() {
    return JettyParts.connectionsInUse(client);
  }

  @Override
  public final List<String> notes() {
    return notes.taken();
  }
}
