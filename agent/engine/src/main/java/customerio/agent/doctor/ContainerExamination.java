package customerio.agent.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether the application sees the files of this machine at all; on Linux, else nothing is said.
 */
final class ContainerExamination implements Examination {

  @Override
  public List<Finding> look(Patient patient) {
    if (!patient.isRunning() || filesOf("self").equals(filesOf(Long.toString(patient.pid())))) {
      return List.of();
    }
    return List.of(
        Finding.warn(
            "container",
            "pid "
                + patient.pid()
                + " is in a container; files, hosts and rights of here say little",
            "run this inside of it: docker exec, kubectl exec"));
  }

  /** The name space of mounts; "" if it is not known. */
  private static String filesOf(String process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", process, "ns", "mnt")).toString();
    } catch (IOException | UnsupportedOperationException unknown) {
      return "";
    }
  }
}
