package customerio.agent.commandline;

import java.util.ArrayList;
import java.util.List;

/** A sentence that is longer than a line. */
final class Wrapping {

  private Wrapping() {}

  /**
   * Between words; a word that is longer than a line is cut.
   *
   * @param indent of all lines but the first
   */
  static List<String> of(String text, int width, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines.stream().map(one -> cut(one, width)).toList();
  }

  static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width);
  }
}
