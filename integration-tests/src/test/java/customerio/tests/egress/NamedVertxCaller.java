package customerio.tests.egress;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.Seen;
import customerio.tests.differential.client.VertxHttpClientCaller;
import java.util.List;

/** Vert.x HttpClient, whose requests and answers have to say what URL was asked for. */
public final class NamedVertxCaller implements Caller {
  private final VertxHttpClientCaller client;

  public NamedVertxCaller() throws ReflectiveOperationException {
    client = new VertxHttpClientCaller();
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    Seen seen = client.send(ask);
    List<String> notes = client.notes();
    if (!notes.contains("hears of " + ask.url())) {
      throw new IllegalStateException(ask.url() + " is not what it says: " + notes);
    }
    return seen;
  }
}
