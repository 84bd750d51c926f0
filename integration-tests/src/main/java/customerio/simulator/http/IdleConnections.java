package customerio.simulator.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;

/**
 * Closes kept-alive connections that have been idle, as load balancers do: with a FIN, and without
 * having said so in a header. Jetty's own idle timeout would also end slow requests. Thread-safe.
 */
final class IdleConnections {

  private final ScheduledExecutorService timer;
  private final Map<EndPoint, Future<?>> closings = new ConcurrentHashMap<>();

  IdleConnections(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  void busy(EndPoint endPoint) {
    Future<?> closing = closings.remove(endPoint);
    if (closing != null) {
      closing.cancel(false);
    }
  }

  void idle(EndPoint endPoint, long closeAfterMillis) {
    closings.put(
        endPoint, timer.schedule(() -> close(endPoint), closeAfterMillis, TimeUnit.MILLISECONDS));
  }

  private void close(EndPoint endPoint) {
    if (closings.remove(endPoint) != null) {
      endPoint.close();
    }
  }
}
