package customerio.agent.transport;

import java.util.concurrent.Callable;

/** What surrounds every exchange, such as switching off the tracing of our own client. */
public interface SendScope {
  SendScope NONE =
      new SendScope() {
        @Override
        public <T> T call(Callable<T> exchange) throws Exception {
          return exchange.call();
        }
      };

  /** Runs the exchange exactly once on the calling thread and hands out what it hands out. */
  <T> T call(Callable<T> exchange) throws Exception;
}
