package customerio.agent.capture;

/**
 * The body of one webhook that the application has received, told as the application reads it.
 * Nothing of it is kept. Used by one thread at a time; what one tells happens before what the next
 * one tells.
 */
public interface WebhookBody {

  /** The next bytes; the array belongs to the application and is not changed. */
  void read(byte[] bytes, int offset, int length);

  /**
   * What is told may differ from what was sent (decoded, skipped, read again): a signature that
   * fits still proves that nothing is missing, one that does not fit proves nothing any more.
   */
  void doubt();

  /** Nothing more can come. */
  void end();
}
