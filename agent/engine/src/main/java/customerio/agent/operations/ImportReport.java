package customerio.agent.operations;

import java.util.List;

/**
 * What became of the lines of a file.
 *
 * @param imported operations that are durable in the queue now
 * @param alreadyHere left out, because they wait here or were given up here under the same id
 * @param refused lines that are no operation, or that Customer.io would refuse
 * @param problems the first {@value #SHOWN} of those
 * @param stopped why the rest of the file was not looked at, such as a full queue; "" when all was
 */
public record ImportReport(
    long imported, long alreadyHere, long refused, List<Problem> problems, String stopped) {

  static final int SHOWN = 100;

  /**
   * @param line counted from 1
   */
  public record Problem(long line, String sentence) {}
}
