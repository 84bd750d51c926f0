package customerio.agent.customerio;

import java.util.Set;

/** Track calls of Pipelines whose event name is a command. */
final class SemanticEvents {

  /**
   * They end or revive a person. The documents name the first {@code User Deleted} in one table and
   * {@code Delete Person} in a sentence.
   */
  static final Set<String> ENDS_OF_PEOPLE =
      Set.of("User Deleted", "Delete Person", "User Suppressed", "User Unsuppressed");

  /** They change what other calls set, so it matters which of them is processed first. */
  static final Set<String> ORDERED =
      Set.of(
          "User Deleted",
          "Delete Person",
          "User Suppressed",
          "User Unsuppressed",
          "Device Created or Updated",
          "Device Deleted",
          "Relationship Deleted",
          "Object Deleted");

  static final Set<String> DEVICES = Set.of("Device Created or Updated", "Device Deleted");

  /** They concern a message, not a person, and have no identifier of their own. */
  static final Set<String> REPORTS = Set.of("Report Delivery Event", "Report Content Event");

  private SemanticEvents() {}
}
