package customerio.agent.queue;

/** The queue has reached its bound; nothing of the operation was kept. */
public final class QueueFullException extends Exception {
  private static final long serialVersionUID = 1;

  public QueueFullException(String message) {
    super(message);
  }
}
