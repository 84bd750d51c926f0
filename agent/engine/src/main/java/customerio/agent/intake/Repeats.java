package customerio.agent.intake;

import java.time.Duration;

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

  /**
   * An operation of an earlier run waits still: what repeats it may be recognised, if it came
   * before all that this run knows. Called in order, perhaps while the application speaks.
   *
   * @param age since it was said; may be negative when the clock was set back
   */
  void adopted(Said said, Duration age);

  /** Of what was said before; of some of it, that it serves no more has not been noticed yet. */
  long remembered();

  /** Nothing that was said before serves to recognise a repetition any more. */
  void forget();
}
