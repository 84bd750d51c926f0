package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions")
class PrivateDirectoryTest {
  @TempDir Path directory;

  @Test
  void F41_everythingCreated_isClosedToOtherUsers() throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.queue.settle(List.of(jvms.append(1)), new Settlement.Dead("rejected"));
    jvms.append(2);

    Map<String, String> modes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(jvms.app)) {
      for (Path path : all.toList()) {
        String name =
            directory.relativize(path).toString().replaceAll("0000000001-[0-9a-f-]{36}", "X");
        modes.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
    }
    assertThat(modes)
        .isEqualTo(
            Map.of(
                "app", "rwx------",
                "app/X", "rwx------",
                "app/X/LOCK", "rw-------",
                "app/X/owner.json", "rw-------",
                "app/X/seg-00000000000000000001.q", "rw-------",
                "app/X/seg-00000000000000000001.ack", "rw-------",
                "app/X/dead", "rwx------",
                "app/X/dead/X-00000000000000000001.dead", "rw-------"));
  }

  @Test
  void F41_aSymbolicLink_isRefusedWithOneLine() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Files.createSymbolicLink(directory.resolve("app"), real);
    Jvms jvms = new Jvms(directory, Jvms.small());
    assertRefused(jvms, "is a symbolic link");
    assertThat(real).isEmptyDirectory();
  }

  @Test
  void F41_aDirectoryOfAnotherUser_isRefusedWithOneLine() throws IOException {
    Path app = Files.createDirectory(directory.resolve("app"));
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.queue.close();
    jvms.log.clear();
    jvms.disk = new TestDisk();
    jvms.disk.ownedByOthers(app);
    jvms.queue = DiskQueue.open(jvms.disk, app, jvms.settings, jvms.clock, jvms.log::add);
    assertRefused(jvms, "belongs to another user");
    assertThat(app).isEmptyDirectory();
  }

  private static void assertRefused(Jvms jvms, String why) {
    String line =
        "cannot write to %s: it %s; set queue.dir to a directory of its own that"
                .formatted(jvms.app, why)
            + " belongs to the user of this process";
    assertThat(jvms.log)
        .containsExactly(
            "queue accepts nothing for now, calls go straight to Customer.io: " + line);
    assertThat(jvms.queue.state().trouble()).isEqualTo(line);
    assertThatThrownBy(() -> jvms.queue.append(Jvms.ROUTING, 0, new byte[1]))
        .isInstanceOf(IOException.class);
  }
}
