package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.BatchForm;
import customerio.agent.customerio.Rules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Mode {@code observe}: the application's own calls run as if we were not there, and it is reckoned
 * what the agent would have made of them. Thread-safe.
 */
final class Rehearsal {
  private final List<Repeats> repeats;
  private final Ticker ticker;
  private final IntakeListener listener;
  private final Rules rules;
  private final RehearsedLanes lanes = new RehearsedLanes();
  private final PersonOrder order = new PersonOrder();

  /**
   * @param repeats of its own: what is only rehearsed was never accepted
   */
  Rehearsal(List<Repeats> repeats, Ticker ticker, IntakeListener listener, Rules rules) {
    this.rules = rules;
    this.repeats = repeats;
    this.ticker = ticker;
    this.listener = listener;
  }

  /**
   * A call whose answer the application needs from Customer.io itself.
   *
   * @param mayChangePeople then it would have made what was said before useless for finding repeats
   */
  Takeover waits(boolean mayChangePeople) {
    if (mayChangePeople) {
      repeats.forEach(Repeats::forget);
    }
    listener.rehearsed(Rehearsed.WAITS);
    return watched(null);
  }

  /** A call that would have been answered at once. */
  Takeover said(Said said) {
    boolean repeat = isRepeat(said);
    boolean startsRequest =
        !repeat
            && lanes.startsRequest(
                said.routing().destination(),
                said.routing().person(),
                ticker.read(),
                BatchForm.of(said.operation(), false, rules) != null);
    listener.rehearsed(new Rehearsed(true, repeat, startsRequest));
    return watched(said);
  }

  private boolean isRepeat(Said said) {
    synchronized (order.lockOf(said.routing())) {
      for (Repeats kind : repeats) {
        if (kind.repeated(said) != null) {
          return true;
        }
      }
      for (Repeats kind : repeats) {
        kind.accepted(said, kind.mark(said));
      }
      return false;
    }
  }

  private Takeover watched(Said said) {
    long began = ticker.read();
    AtomicBoolean open = new AtomicBoolean(true);
    return (Takeover.Watched)
        status -> {
          if (open.compareAndSet(true, false)) {
            ended(said, status, ticker.read() - began);
          }
        };
  }

  private void ended(Said said, int status, long nanos) {
    if (said != null) {
      lanes.took(said.routing().destination(), nanos);
    }
    listener.watched(said != null, status, Duration.ofNanos(nanos));
  }
}
