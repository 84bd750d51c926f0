package customerio.agent.intake;

/** Decides whether a call repeats what was accepted before, so that sending it changes nothing. */
interface Repeats {

  /** The id of the operation that it repeats, or null. Changes nothing. */
  String repeated(Said said);

  /** The operation is in the queue; only now may it make others a repeat. */
  void accepted(Said said);
}
