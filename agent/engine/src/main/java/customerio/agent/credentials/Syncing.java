package customerio.agent.credentials;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done with a write to make it outlive the machine, and not just the process. */
interface Syncing {
  Syncing NONE =
      new Syncing() {
        @Override
        public void file(FileOutputStream written) {}

        @Override
        public void directory(Path changed) {}
      };

  Syncing TO_DISK =
      new Syncing() {
        @Override
        public void file(FileOutputStream written) throws IOException {
          written.getFD().sync();
        }

        @Override
        public void directory(Path changed) throws IOException {
          boolean interrupted = Thread.interrupted(); // which would close the channel
          try (FileChannel entries = FileChannel.open(changed, StandardOpenOption.READ)) {
            entries.force(true);
          } finally {
            if (interrupted) {
              Thread.currentThread().interrupt();
            }
          }
        }
      };

  void file(FileOutputStream written) throws IOException;

  /** Makes its entries durable; fails where a directory cannot be opened, as on Windows. */
  void directory(Path changed) throws IOException;
}
