package customerio.agent.routing;

/** Which workspace people belong to, by each of their names. */
interface Whereabouts {

  /**
   * @param released the person was deleted under this name: it may be assigned anew, and until then
   *     its calls go on following
   */
  record Stay(Workspace workspace, boolean released) {}

  /** Null when the name was not assigned. */
  Stay of(String name);

  /**
   * Assigns a name that has no stay, or a released one.
   *
   * @return where it belongs from now on, which is elsewhere if another was quicker; null when it
   *     could not be assigned
   */
  Workspace settle(String name, Workspace workspace);

  /** Lets an assigned name be assigned anew. */
  void release(String name);
}
