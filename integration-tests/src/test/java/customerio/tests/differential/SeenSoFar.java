package customerio.tests.differential;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the contract has seen of each client, one file for each in the build directory: the tests
 * run in several JVMs, and each is to add to the same page.
 */
record SeenSoFar(Path directory) {
  /** The components of records, and nothing that is told from them. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  static SeenSoFar ofThisBuild() {
    return new SeenSoFar(Path.of("target", "support"));
  }

  void add(Ran ran) throws IOException {
    Files.createDirectories(directory);
    // whole at once: another JVM may be reading
    Path written = Files.createTempFile(directory, "ran", ".tmp");
    JSON.writeValue(written.toFile(), ran);
    Files.move(written, directory.resolve(name(ran)), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String name(Ran ran) {
    String words =
        ran.row().title() + ' ' + ran.row().way() + ' ' + ran.version() + " jdk" + ran.jdk();
    return words.replaceAll("[^A-Za-z0-9.]+", "-") + ".json";
  }

  List<Ran> all() throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(SeenSoFar::read)
          .filter(Objects::nonNull)
          .toList();
    }
  }

  /** Null for what another JVM has forgotten meanwhile. */
  private static Ran read(Path file) {
    try {
      return JSON.readValue(Files.readAllBytes(file), Ran.class);
    } catch (NoSuchFileException forgotten) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Before all clients of this part run again. */
  void forget(Part part, int jdk) throws IOException {
    for (Ran ran : all()) {
      if (ran.jdk() == jdk && part.has(ran)) {
        Files.deleteIfExists(directory.resolve(name(ran)));
      }
    }
  }
}
