package customerio.simulator.state;

/**
 * @param kind {@code event}, {@code page} or {@code screen}
 * @param eventId null when the caller gave none
 * @param atMillis the event's own time, or its arrival, in whole seconds
 */
public record PersonEvent(String kind, String name, String eventId, long atMillis) {}
