package customerio.tests.differential.client;

/** A client that has no such thing; the message says what is missing. */
public final class NotOffered extends RuntimeException {

  public NotOffered(String what) {
    super(what, null, false, false);
  }
}
