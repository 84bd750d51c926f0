package customerio.agent.customerio;

import java.util.Set;

/** What a request says, and about whom. */
public sealed interface Reading {

  /**
   * A request that Customer.io can be expected to accept.
   *
   * <p>Keys name a person in one canonical spelling: {@code id:5}, {@code email:a@b.co} (lower
   * case, as Customer.io compares them), {@code cio_id:03}, {@code anonymous:x}, {@code user:5}
   * (Pipelines). They are for telling people apart only, and sensitive: hash them, never keep them.
   *
   * @param person never null; for what concerns no person the thing it concerns, {@code segment:7},
   *     {@code delivery:x}
   * @param otherPerson a second one whose order matters (merge, alias, a change of a segment or an
   *     object that names one person); else null
   * @param eventId the {@code id} or {@code messageId} which the application gave; else null
   * @param barrier what was said before must have arrived first, and nothing said before may serve
   *     to recognise a repetition afterwards: deletion, suppression, merge
   */
  record Understood(String person, String otherPerson, String eventId, boolean barrier)
      implements Reading {

    static Understood about(String person) {
      return new Understood(person, null, null, false);
    }

    /** The keys are personal data. */
    @Override
    public String toString() {
      return "Understood[" + (barrier ? "barrier" : "") + ']';
    }
  }

  /**
   * A batch that Customer.io can be expected to accept, and to drop some calls of without a word.
   *
   * @param losses why; never empty
   */
  record PartlyLost(Understood understood, Set<SilentLoss> losses) implements Reading {
    public PartlyLost {
      losses = Set.copyOf(losses);
    }
  }

  /**
   * Customer.io would refuse it, or take and silently drop it; so it is never answered by us.
   *
   * @param reason a short code from a fixed vocabulary, such as {@code name-missing}
   */
  record NotUnderstood(String reason) implements Reading {}
}
