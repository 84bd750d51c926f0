package customerio.agent.transport;

import customerio.agent.capture.Reply;

/** Sends one request to Customer.io over pooled connections. Thread-safe. */
public interface Transport extends AutoCloseable {

  /**
   * Blocks for the answer, at most {@link TransportRequest#timeout()} in all: a trickling body does
   * not extend it. Follows no redirect and retries nothing. An interrupt aborts the exchange.
   *
   * @throws TransportException no answer; says whether the request can have reached Customer.io
   */
  Reply send(TransportRequest request) throws TransportException;

  @Override
  void close();
}
