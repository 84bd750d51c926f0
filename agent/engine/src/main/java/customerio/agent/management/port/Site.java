package customerio.agent.management.port;

/** What is served. Called on threads of ours, several at a time; a fault of it is a 500. */
@FunctionalInterface
public interface Site {
  Answer answer(Request request);
}
