package customerio.agent.queue.disk;

/** The right to a directory, until it is closed or the process dies. */
interface HeldDirectory extends AutoCloseable {
  /** Never throws. */
  @Override
  void close();
}
