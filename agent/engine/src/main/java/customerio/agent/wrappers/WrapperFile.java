package customerio.agent.wrappers;

import customerio.agent.config.UserPath;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file that {@code wrappers.file} names: a line for each method, and lines such as {@code
 * region = eu} that hold for all lines below. A line that is not understood is left out, the others
 * hold.
 *
 * @param wrappers in the order of the file
 */
public record WrapperFile(List<Wrapper> wrappers, List<Problem> problems) {

  /**
   * @param subject which line, or the file
   * @param sentence without a value of the file, which may be a secret in the wrong place
   */
  public record Problem(String subject, String sentence) {}

  /**
   * Never throws: a file that cannot be read is a problem, too.
   *
   * @param file its path; not shown, as it may be a secret in the wrong place
   */
  public static WrapperFile read(String file, Map<String, String> environment) {
    List<Wrapper> wrappers = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(UserPath.of(file));
      LineReader reader = new LineReader(environment);
      for (int number = 1; number <= lines.size(); number++) {
        read(reader, number, lines.get(number - 1).trim(), wrappers, problems);
      }
    } catch (IOException | RuntimeException unreadable) {
      problems.add(
          new Problem(
              "wrappers.file",
              "the file that wrappers.file names cannot be read ("
                  + unreadable.getClass().getSimpleName()
                  + "); methods of the application are left alone; give a readable text file"));
    }
    return new WrapperFile(List.copyOf(wrappers), List.copyOf(problems));
  }

  private static void read(
      LineReader reader, int number, String line, List<Wrapper> wrappers, List<Problem> problems) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    try {
      Wrapper wrapper = reader.read(number, line);
      if (wrapper == null) {
        return;
      }
      for (Wrapper earlier : wrappers) {
        if (earlier.method().equals(wrapper.method())) {
          throw new WrongLineException("the same method is in line " + earlier.line());
        }
      }
      wrappers.add(wrapper);
    } catch (WrongLineException | RuntimeException wrong) {
      String why = wrong instanceof WrongLineException ? wrong.getMessage() : "not understood";
      problems.add(
          new Problem(
              "line " + number,
              why
                  + "; the line is left out and its calls run as without the agent; see"
                  + " docs/wrappers.md"));
    }
  }
}
