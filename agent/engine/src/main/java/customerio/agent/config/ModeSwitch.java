package customerio.agent.config;

import java.util.function.Consumer;

/**
 * The modes that hold now, which an operator can change while the application runs. A call keeps
 * the mode in which it began. Thread-safe.
 *
 * <p>What was accepted before a switch to {@code observe} or {@code off} is still delivered. Calls
 * made after it go out by themselves, past what waits: for a person of whom something waits,
 * Customer.io may hear the later word first. Switch while nothing is pending, or use {@code sync},
 * where that matters.
 */
public final class ModeSwitch {
  private final Consumer<String> log;
  private volatile Modes modes;

  public ModeSwitch(Modes modes, Consumer<String> log) {
    this.modes = modes;
    this.log = log;
  }

  public Modes modes() {
    return modes;
  }

  /**
   * Holds for the target and everything below it.
   *
   * @param target "", {@code track}, {@code track.identify}, …
   * @throws IllegalArgumentException there is no such target or mode; says what there is
   */
  public synchronized void change(String target, String mode) {
    String trimmed = target == null ? "" : target.trim();
    Mode next = Mode.parse(mode == null ? "" : mode.trim());
    modes = modes.switched(trimmed, next);
    log.accept(
        "mode " + next.word() + " from now on for " + (trimmed.isEmpty() ? "all calls" : trimmed));
  }

  /** {@code async, track.identify sync}: the general one and its exceptions. */
  @Override
  public String toString() {
    StringBuilder words = new StringBuilder();
    modes
        .given()
        .forEach(
            (target, mode) ->
                words
                    .append(words.isEmpty() ? "" : ", ")
                    .append(target.isEmpty() ? "" : target + ' ')
                    .append(mode.word()));
    return words.toString();
  }
}
