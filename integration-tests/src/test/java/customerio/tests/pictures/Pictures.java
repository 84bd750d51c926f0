package customerio.tests.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the pictures of the docs are. They are drawn by the classes named {@code *Picture}, which
 * only the profile {@code pictures} runs: {@code mvn verify -Ppictures}.
 */
final class Pictures {
  /** What readers of the docs have to download for each. */
  private static final long MOST_BYTES = 250_000;

  private Pictures() {}

  static Path of(String name) {
    return Path.of(System.getProperty("pictures.directory", "target/pictures"), name);
  }

  /** Of one that is drawn. */
  static void isSmall(Path picture) throws IOException {
    assertThat(Files.size(picture)).as(picture.toString()).isBetween(1L, MOST_BYTES);
  }
}
