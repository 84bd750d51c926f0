package customerio.agent.queue.disk;

import java.io.IOException;

/**
 * What has to lie beside the journals, so that the next run can tell whose operations they hold.
 */
@FunctionalInterface
public interface Groundwork {
  Groundwork NONE = () -> {};

  /**
   * Called before a directory is made in which operations are kept, and now and then while it
   * lasts; cheap when all is there.
   *
   * @throws IOException it is not there; the queue accepts nothing then, and asks again
   */
  void lay() throws IOException;
}
