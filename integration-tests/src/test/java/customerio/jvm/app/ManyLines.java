package customerio.jvm.app;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes to standard error as fast as it can, says so, and lives on. */
public final class ManyLines {
  public static final int COUNT = 100_000;

  private ManyLines() {}

  public static void main(String[] arguments) throws IOException {
    System.err.print(
        IntStream.range(0, COUNT)
            .mapToObj(number -> "line " + number + System.lineSeparator())
            .collect(Collectors.joining()));
    System.err.flush();
    System.out.println("all printed");
    while (System.in.read() >= 0) {
      continue;
    }
  }
}
