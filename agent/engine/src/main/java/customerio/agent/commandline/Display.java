package customerio.agent.commandline;

import java.util.List;

/** Where pictures are shown, one after the other. */
interface Display extends AutoCloseable {

  /** What fits now. */
  Size size();

  void show(List<String> lines);

  /** As it was before the first picture. */
  @Override
  void close();

  record Size(int columns, int rows) {
    /** What every terminal has; also for files and pipes, where lines are not cut. */
    static final Size USUAL = new Size(80, 24);
  }
}
