package customerio.agent.doctor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The directory of {@code queue.dir}: whether it can be written, how fast, how much fits, and who
 * else may look into it. Makes no directory, and leaves no file.
 */
final class QueueExamination implements Examination {
  private static final String SUBJECT = "queue";
  private static final int SYNCS = 5;
  private static final byte[] RECORD = new byte[512];
  private static final long MIB = 1 << 20;

  /** Where fsync takes longer, {@code queue.durability=fsync} is felt by every caller. */
  private static final long SLOW_SYNC_MILLIS = 20;

  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
  private static final Set<String> OF_A_CONTAINER = Set.of("overlay", "aufs");
  private static final Set<String> OVER_A_NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p");

  @Override
  public List<Finding> look(Patient patient) {
    Path directory = patient.settings().queue().directory();
    Path existing = directory;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      return List.of(
          Finding.fail(
              SUBJECT,
              existing + " is no directory",
              "give a directory with queue.dir that the application's user can write"));
    }
    List<Finding> findings = new ArrayList<>();
    writing(directory, existing, findings);
    space(patient, existing, findings);
    if (existing.equals(directory)) {
      others(directory, findings);
      InstanceDirectories.look(directory, patient.pid(), findings);
    }
    return findings;
  }

  /**
   * Into a new file of a name that nobody can guess: the directory may be everybody's, and root is
   * not to write through a link that somebody has put there.
   */
  private void writing(Path directory, Path existing, List<Finding> findings) {
    try {
      Path file = Files.createTempFile(existing, "customerio-agent-doctor-", "");
      long[] nanos = new long[SYNCS];
      try (RandomAccessFile probe = new RandomAccessFile(file.toFile(), "rw")) {
        for (int i = 0; i < SYNCS; i++) {
          probe.write(RECORD);
          long start = System.nanoTime();
          probe.getFD().sync();
          nanos[i] = System.nanoTime() - start;
        }
      } finally {
        Files.deleteIfExists(file);
      }
      Arrays.sort(nanos);
      findings.add(written(directory, existing, nanos[SYNCS / 2] / 1_000));
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              SUBJECT,
              existing + " cannot be written (" + e.getClass().getSimpleName() + ")",
              "give it to the application's user, or give another directory with queue.dir"));
    }
  }

  private static Finding written(Path directory, Path existing, long syncMicros) {
    String what =
        directory
            + (directory.equals(existing) ? " can be written" : " can be made")
            + String.format(Locale.ROOT, "; fsync takes %.1f ms", syncMicros / 1_000.0);
    return syncMicros <= SLOW_SYNC_MILLIS * 1_000
        ? Finding.ok(SUBJECT, what)
        : Finding.warn(
            SUBJECT,
            what,
            "a faster disk, if queue.durability is to be fsync; the default waits for no fsync");
  }

  private static void space(Patient patient, Path existing, List<Finding> findings) {
    try {
      FileStore store = Files.getFileStore(existing);
      long free = store.getUsableSpace();
      long kept = patient.settings().queue().minFreeBytes();
      long wanted = patient.settings().queue().maxBytes();
      String amounts =
          mib(free)
              + " MiB free; queue.max-bytes is "
              + mib(wanted)
              + " MiB and queue.min-free-bytes "
              + mib(kept)
              + " MiB";
      if (free <= kept) {
        findings.add(
            Finding.fail(
                "space", amounts + ": nothing is accepted", "make room, or move queue.dir"));
      } else if (free - kept < wanted) {
        findings.add(
            Finding.warn(
                "space", amounts + ": it will not all fit", "make room, or lower queue.max-bytes"));
      } else {
        findings.add(Finding.ok("space", amounts));
      }
      type(store.type().toLowerCase(Locale.ROOT), findings);
    } catch (IOException unknown) {
      findings.add(Finding.warn("space", "the file system does not say", "look with df"));
    }
  }

  private static void type(String type, List<Finding> findings) {
    if (IN_MEMORY.contains(type)) {
      findings.add(
          Finding.warn(
              "disk", "a " + type + ": what waits is lost with the machine", "put it on a disk"));
    } else if (OF_A_CONTAINER.contains(type)) {
      findings.add(
          Finding.warn(
              "disk",
              "a layer of a container (" + type + "): what waits is lost with the container",
              "put queue.dir on a volume that stays"));
    } else if (OVER_A_NETWORK.contains(type)) {
      findings.add(
          Finding.warn(
              "disk",
              "on a network (" + type + "): locks and fsync are only as good as that server",
              "put queue.dir on a local disk"));
    } else {
      findings.add(Finding.ok("disk", type));
    }
  }

  private static void others(Path directory, List<Finding> findings) {
    try {
      String owner = Files.getOwner(directory).getName();
      String user = System.getProperty("user.name", "");
      if (!owner.equals(user)) {
        findings.add(
            Finding.warn(
                "rights",
                directory + " belongs to " + owner + " and this is " + user,
                "run this as the application's user; the agent takes only its own directory"));
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(directory);
      if (rights.contains(PosixFilePermission.OTHERS_READ)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        findings.add(Finding.warn("rights", "others may look into " + directory, "chmod 700 it"));
      }
    } catch (IOException | UnsupportedOperationException notPosix) {
      // nothing to say about it
    }
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%,d", bytes / MIB);
  }
}
