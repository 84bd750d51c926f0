package customerio.agent.atrest;

/** What is on disk, or is to be, needs a key that is not there. Names no key but by its id. */
public final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1;

  public UnusableKeyException(String message) {
    super(message);
  }
}
