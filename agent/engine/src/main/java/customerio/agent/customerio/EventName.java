package customerio.agent.customerio;

/** What an event is called. */
public final class EventName {

  private EventName() {}

  /**
   * The name of an event, a page view or a screen view about one person.
   *
   * @return null when the operation is something else, or its event has none
   */
  public static String of(Operation operation) {
    return switch (operation.endpoint()) {
      case TRACK_EVENT, TRACK_ANONYMOUS_EVENT, PIPELINES_PAGE, PIPELINES_SCREEN ->
          member(operation, "name");
      case PIPELINES_TRACK -> member(operation, "event");
      case TRACK_ENTITY -> isPersonEvent(operation) ? member(operation, "name") : null;
      default -> null;
    };
  }

  private static boolean isPersonEvent(Operation operation) {
    String action = member(operation, "action");
    return "person".equals(member(operation, "type"))
        && action != null
        && EntityReader.PERSON_EVENTS.contains(action);
  }

  private static String member(Operation operation, String name) {
    RawObject body = RawObject.of(operation.body());
    return body == null ? null : body.string(name);
  }
}
