package customerio.agent.transport;

import java.time.Duration;

/**
 * @param maxConnections per destination host, at least 1
 * @param connectTimeout per address of the host, TLS handshake not included
 * @param idleTimeout an unused connection is closed after it; below the 60 s after which common
 *     load balancers close theirs, so that ours is the side that closes
 * @param timeToLive a connection is not used again when it is older, so a change in DNS takes
 *     effect under steady load too
 * @param maxReplyBytes longer replies (after decoding) are a failure
 */
public record TransportSettings(
    int maxConnections,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration timeToLive,
    int maxReplyBytes) {

  public static final TransportSettings DEFAULTS =
      new TransportSettings(
          16,
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          4 * 1024 * 1024);

  public TransportSettings withMaxConnections(int connections) {
    return new TransportSettings(
        connections, connectTimeout, idleTimeout, timeToLive, maxReplyBytes);
  }

  public TransportSettings withConnectTimeout(Duration timeout) {
    return new TransportSettings(maxConnections, timeout, idleTimeout, timeToLive, maxReplyBytes);
  }

  public TransportSettings withIdleTimeout(Duration timeout) {
    return new TransportSettings(
        maxConnections, connectTimeout, timeout, timeToLive, maxReplyBytes);
  }

  public TransportSettings withMaxReplyBytes(int bytes) {
    return new TransportSettings(maxConnections, connectTimeout, idleTimeout, timeToLive, bytes);
  }
}
