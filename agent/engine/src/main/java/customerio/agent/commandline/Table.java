package customerio.agent.commandline;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns under each other, two spaces apart. What may be long belongs into the last one, which is
 * not padded.
 */
final class Table {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  /** All rows have as many cells as the first. */
  Table row(String... cells) {
    rows.add(cells);
    return this;
  }

  List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      line.append(i == 0 ? "" : GAP).append(row[i]);
      line.append(" ".repeat(widths[i] - row[i].length()));
    }
    return line.toString().stripTrailing();
  }
}
