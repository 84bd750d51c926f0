package customerio.agent.queue.disk;

/** What an accepted operation survives from the moment its append returns. */
public enum Durability {
  /** Kept in the heap, spilled when it must be; survives an orderly exit only. */
  MEMORY,

  /**
   * In the operating system's page cache: survives the death of the process in every form ({@code
   * kill -9}, out of memory, a crash of the JVM), not the death of the machine.
   */
  PROCESS,

  /** As {@link #PROCESS}, and synced in the background: a dead machine costs one interval. */
  INTERVAL,

  /** On stable storage: survives the death of the machine, as far as the disk tells the truth. */
  FSYNC;

  /** Whether what is accepted is ever synced. */
  public boolean outlivesMachine() {
    return this == INTERVAL || this == FSYNC;
  }
}
