package customerio.tests.differential.client;

import static customerio.tests.differential.client.Content.ADA;
import static customerio.tests.differential.client.Content.APP;
import static customerio.tests.differential.client.Content.SHOP;

/** Calls that are given up. */
record DisturbedScenes(Transcript transcript, Places places, Caller caller) {

  /**
   * For clients that do not hear of an interrupt, which has to come before it is over: one second
   * was over twice among 83 clients at load 17.
   */
  private static final int PATIENCE_MILLIS = 3_000;

  /** Is over where nobody answers, and is not where the agent does, on the busiest machine. */
  private static final int DEADLINE_MILLIS = 1_000;

  /** Longer than anything takes that the case is about. */
  private static final int LONG_MILLIS = 60_000;

  void play() throws Exception {
    transcript.scene(Case.TIMEOUT, silent(Case.TIMEOUT).readTimeout(300));
    transcript.scene(
        Case.SHORT_DEADLINE,
        Ask.of("POST", places.silentPipelines() + "/v1/identify", Content.WRITE_KEY)
            .json("{\"userId\":\"ada\"}")
            .readTimeout(DEADLINE_MILLIS));
    if (caller.way() == Caller.Way.SYNC) {
      transcript.disturbed(
          Case.INTERRUPT,
          silent(Case.INTERRUPT)
              .readTimeout(caller.hearsInterrupts() ? LONG_MILLIS : PATIENCE_MILLIS),
          Thread::interrupt);
      if (caller.whyInterruptIsChance() == null) {
        // an answer that is there before the thread waits would be returned
        String person = caller.hearsInterrupts() ? Scenes.UNANSWERED : "interrupted";
        transcript.interruptedBefore(
            Case.INTERRUPTED_BEFORE,
            Ask.of("PUT", places.track() + "/api/v1/customers/" + person, SHOP).json(ADA));
      } else {
        transcript.skipped(Case.INTERRUPTED_BEFORE, caller.whyInterruptIsChance());
      }
    } else {
      transcript.skipped(Case.INTERRUPT, "no thread waits in the client");
      transcript.skipped(Case.INTERRUPTED_BEFORE, "no thread waits in the client");
    }
    if (caller.canCancel()) {
      transcript.disturbed(
          Case.CANCEL, silent(Case.CANCEL).readTimeout(LONG_MILLIS), thread -> caller.cancel());
    } else {
      transcript.skipped(Case.CANCEL, "no way to give up a call");
    }
  }

  private Ask silent(Case which) {
    return Ask.of("GET", places.silent() + "/v1/campaigns?case=" + which, APP);
  }
}
