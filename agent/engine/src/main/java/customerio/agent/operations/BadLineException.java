package customerio.agent.operations;

/** A line that is no operation; the message says why, and quotes nothing of it. */
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1;

  BadLineException(String sentence) {
    super(sentence);
  }
}
