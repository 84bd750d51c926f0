package customerio.tests.environments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the module {@code clients} has put aside. */
final class Jars {
  private static final Path ASIDE = Path.of("..", "clients", "target", "jars");

  private Jars() {}

  /**
   * @param beginning of a client and its version; there has to be one such directory
   */
  static Path[] of(String beginning) {
    try (Stream<Path> all = Files.list(ASIDE)) {
      Path only =
          all.filter(path -> path.getFileName().toString().startsWith(beginning))
              .reduce(
                  (one, other) -> {
                    throw new IllegalStateException(beginning + " is " + one + " and " + other);
                  })
              .orElseThrow(() -> new IllegalStateException("no " + beginning + " in " + ASIDE));
      try (Stream<Path> jars = Files.list(only)) {
        return jars.filter(jar -> jar.toString().endsWith(".jar"))
            .map(jar -> jar.toAbsolutePath().normalize())
            .sorted()
            .toArray(Path[]::new);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
