package customerio.tests.history;

/** One line of a history. */
sealed interface Step {

  /** The application makes a call. */
  record Say(Word word, Human who, Human other, int variant) implements Step {
    @Override
    public String toString() {
      String second = word == Word.MERGE || word == Word.ALIAS ? " and " + other : "";
      return "say " + word + " about " + who + second + ", variant " + variant;
    }
  }

  /** It repeats one that it made before, to the letter. */
  record Again(int which) implements Step {}

  /** The process is killed while the call is written to the disk, after that many bytes. */
  record SayAndDie(Say say, int bytes) implements Step {}

  record Pass(int millis) implements Step {}

  /** So the next requests fare; then all is well. */
  record Change(Weather weather, int requests) implements Step {}

  /** The process is killed at rest. */
  record Kill() implements Step {}

  /** It is killed while an outcome is written to the disk, after that many bytes. */
  record DieSettling(int bytes) implements Step {}
}
