package customerio.agent.transport;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections kept alive between requests. Idle ones are swept by a timer that runs only while
 * there are any, so an application that sends nothing is never woken.
 */
final class ConnectionPool {

  /** Shorter pauses cannot have met a server's idle timeout; checking costs a read of 1 ms. */
  private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(2);

  private final PoolingHttpClientConnectionManager connections;
  private final TransportSettings settings;
  private final DaemonTimer timer;
  private final AtomicBoolean sweepDue = new AtomicBoolean();

  ConnectionPool(TransportSettings settings, DaemonTimer timer, TlsSocketStrategy tls) {
    this.settings = settings;
    this.timer = timer;
    this.connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(settings.maxConnections())
            .setMaxConnTotal(Integer.MAX_VALUE)
            .setTlsSocketStrategy(tls)
            .setDefaultSocketConfig(
                SocketConfig.custom().setTcpNoDelay(true).setSoKeepAlive(true).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                    .setIdleTimeout(Timeout.of(settings.idleTimeout()))
                    .setTimeToLive(TimeValue.of(settings.timeToLive()))
                    .setValidateAfterInactivity(VALIDATE_AFTER)
                    .build())
            .build();
  }

  PoolingHttpClientConnectionManager connections() {
    return connections;
  }

  /** One connection was found closed by its server: the other idle ones share its fate. */
  void dropIdle() {
    connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
  }

  void used() {
    if (sweepDue.compareAndSet(false, true)
        && timer.after(settings.idleTimeout(), this::sweep) == null) {
      sweepDue.set(false);
    }
  }

  void close() {
    connections.close(CloseMode.IMMEDIATE);
  }

  private void sweep() {
    sweepDue.set(false);
    connections.closeExpired();
    connections.closeIdle(TimeValue.of(settings.idleTimeout()));
    var stats = connections.getTotalStats();
    if (stats.getAvailable() + stats.getLeased() > 0) {
      used();
    }
  }
}
