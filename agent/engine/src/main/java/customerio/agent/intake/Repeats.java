package customerio.agent.intake;

/** Decides whether a call repeats what was accepted before, so that sending it changes nothing. */
interface Repeats {

  /** The id of the operation that it repeats, or null. Changes nothing. */
  String repeated(Said said);

  /**
   * The operation is about to be put into the queue. What the mark stands for is taken before that:
   * whatever is forgotten from now on may come after the operation, and makes it useless.
   */
  long mark(Said said);

  /** The operation is in the queue; only now may it make others a repeat. */
  void accepted(Said said, long mark);

  /** Nothing that was said before serves to recognise a repetition any more. */
  void forget();
}
