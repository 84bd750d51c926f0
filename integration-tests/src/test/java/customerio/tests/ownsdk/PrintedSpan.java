package customerio.tests.ownsdk;

import java.util.List;

/** As an application's exporter has printed it. */
record PrintedSpan(
    String of, String kind, String trace, String id, String parent, int links, String name) {

  static List<PrintedSpan> allIn(String text) {
    return text.lines()
        .filter(line -> line.startsWith("span "))
        .map(line -> line.split(" ", 8))
        .map(
            words ->
                new PrintedSpan(
                    words[1],
                    words[2],
                    words[3],
                    words[4],
                    words[5],
                    Integer.parseInt(words[6]),
                    words[7]))
        .toList();
  }
}
