package customerio.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingFileTest {
  @TempDir Path directory;
  private final List<String> lines = new ArrayList<>();
  private Path file;

  @BeforeEach
  void create() throws IOException {
    file =
        Files.createFile(
            directory.resolve("routing.properties"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Test
  void goodFile_saysNothing() throws IOException {
    Files.writeString(
        file, "workspace.eu.region = eu\nworkspace.eu.track = Basic ZXU6aw==\ndefault = eu\n");

    assertThat(read().fallback().name()).isEqualTo("eu");
    assertThat(lines).isEmpty();
  }

  @Test
  void fileThatOthersCanRead_isUsedWithAWarning() throws IOException {
    Files.writeString(
        file, "workspace.eu.region = eu\nworkspace.eu.track = Basic ZXU6aw==\ndefault = eu\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(read()).isNotNull();
    assertThat(lines)
        .containsExactly(
            "routing.file "
                + file
                + " holds credentials and is open to other users of this machine; it is used all"
                + " the same; run chmod 600 on it");
  }

  @Test
  void missingFile_isOneLine() throws IOException {
    Files.delete(file);

    assertThat(read()).isNull();
    assertThat(lines)
        .containsExactly(
            "routing.file "
                + file
                + " cannot be read (NoSuchFileException); routing is off and calls go where they"
                + " are called; correct it and restart");
  }

  @Test
  void mistakes_areOneLineEachAndShowNoSecret() throws IOException {
    Files.writeString(
        file,
        """
        workspace.eu.region = Basic canary1
        workspace.eu.track = canary2
        canary3 = x
        canary4
        rule.1 = canary5
        default = canary6
        """);

    assertThat(read()).isNull();
    assertThat(lines).hasSize(6);
    assertThat(lines.toString()).doesNotContain("canary");
  }

  private Plan read() {
    return RoutingFile.read(file, String::hashCode, lines::add);
  }
}
