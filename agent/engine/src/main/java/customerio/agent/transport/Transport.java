package customerio.agent.transport;

import customerio.agent.capture.Reply;

/** Sends one request to Customer.io over pooled connections. Thread-safe. */
public interface Transport extends AutoCloseable {

  /**
   * Blocks for the answer, at most {@link TransportRequest#timeout()} in all: a trickling body does
   * not extend it. Follows no redirect. Repeats a request at most once, only if it is {@linkplain
   * TransportRequest#repeatable repeatable} and the pooled connection it was given had been closed
   * by the server meanwhile.
   *
   * @param cancellation aborts the exchange from another thread
   * @throws TransportException no answer; says whether the request can have reached Customer.io
   */
  Reply send(TransportRequest request, Cancellation cancellation) throws TransportException;

  @Override
  void close();
}
