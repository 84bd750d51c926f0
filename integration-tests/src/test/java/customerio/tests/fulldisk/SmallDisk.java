package customerio.tests.fulldisk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import customerio.jvm.JvmCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A real file system of a few MiB that one process sees and nobody else: a tmpfs in a mount
 * namespace of its own, in which the process is root. It vanishes with the process.
 */
record SmallDisk(Path directory, String size) {

  /** Where that is not allowed, the test is skipped, and the report says why. */
  void assumePossible() throws IOException, InterruptedException {
    Process trial =
        new ProcessBuilder("unshare", "-rm", "sh", "-c", mount() + " && umount " + directory)
            .redirectErrorStream(true)
            .start();
    String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(trial.waitFor() == 0, () -> "no file system can be mounted here: " + said.strip());
  }

  JvmCommand with(JvmCommand command) {
    return command.within("unshare", "-rm", "sh", "-c", mount() + " && exec \"$@\"", "sh");
  }

  private String mount() {
    return "mount -t tmpfs -o mode=0755,size=" + size + " tmpfs " + directory;
  }
}
