package customerio.agent.routing;

/** What could not go the way routing means it to go. */
public enum Incident {
  STAYED(
      "an identify now has attributes of another workspace; the person stays where it was assigned"
          + " first"),
  CROSSING_MERGE(
      "a merge or alias of two people who belong to different workspaces went where it was called:"
          + " no workspace has both"),
  MIXED_BATCH(
      "a batch about people of different workspaces went where it was called; let the application"
          + " send one batch for each workspace, or single calls"),
  KEY_IN_BODY(
      "a call with a write key in its body went where it was called; give the key in the"
          + " Authorization header"),
  NO_CREDENTIAL(
      "a call went where it was called, as routing.file has no credential of that API for the"
          + " person's workspace"),
  UNKNOWN_WORKSPACE(
      "a call went where it was called, as routing.file no longer has the workspace to which the"
          + " person was assigned"),
  TOO_MANY_PEOPLE(
      "a person could not be assigned: there are as many as the heap allows; its calls go where"
          + " they are called; give the JVM more heap"),
  NOT_WRITTEN(
      "an assignment could not be written and lasts until the restart; make room on the disk of"
          + " queue.dir"),
  NOT_READ("assignments that other JVMs made could not be read; look at the disk of queue.dir");

  private final String words;

  Incident(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
