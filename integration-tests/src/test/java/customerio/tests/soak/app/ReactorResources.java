package customerio.tests.soak.app;

import java.io.Closeable;
import java.time.Duration;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Reactor Netty with a pool of its own, on the loops that an application shares. Ended in this
 * order: its pool, when it is disposed of together with the loops, now and then finds them gone.
 */
final class ReactorResources implements Closeable {
  private static final Duration DISPOSAL = Duration.ofMinutes(1);

  private final ConnectionProvider connections = ConnectionProvider.create("speaker");

  HttpClient client() {
    return HttpClient.create(connections).responseTimeout(Duration.ofSeconds(Speaker.TIMEOUT));
  }

  @Override
  public void close() {
    try {
      connections.disposeLater().block();
      HttpResources.disposeLoopsAndConnectionsLater(Duration.ZERO, DISPOSAL).block();
    } finally {
      Schedulers.shutdownNow();
    }
  }
}
