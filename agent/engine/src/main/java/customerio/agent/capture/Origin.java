package customerio.agent.capture;

/**
 * Where a call came from (its trace), captured on the application's thread and carried opaquely to
 * where the call is taken over, which may be another thread.
 */
public interface Origin {
  Origin UNKNOWN = new Origin() {};
}
