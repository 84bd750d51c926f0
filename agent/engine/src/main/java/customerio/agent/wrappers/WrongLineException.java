package customerio.agent.wrappers;

/** What is wrong with a line of the file, in words for its author. */
final class WrongLineException extends Exception {
  private static final long serialVersionUID = 1;

  WrongLineException(String message) {
    super(message);
  }
}
