package customerio.agent.transport;

/** How far one attempt got: the difference between "certainly not sent" and "who knows". */
final class WireProgress {
  private volatile boolean requestStarted;
  private volatile boolean connectionWasStale;

  void requestStarted() {
    requestStarted = true;
  }

  void connectionWasStale() {
    connectionWasStale = true;
  }

  boolean isRequestStarted() {
    return requestStarted;
  }

  /** A connection from the pool was lost before any byte of the reply came. */
  boolean isConnectionStale() {
    return connectionWasStale;
  }
}
