package customerio.agent.commandline;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Properties;

/** By the module jdk.attach. */
final class AttachedTarget implements AttachTarget {
  private final VirtualMachine jvm;

  private AttachedTarget(VirtualMachine jvm) {
    this.jvm = jvm;
  }

  static AttachTarget open(long pid) throws CommandFailure {
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no process " + pid);
    }
    String owner = process.info().user().orElse("");
    AttachRefusals.refuseOtherUsers(pid, owner, System.getProperty("user.name", ""));
    QuitSignal.spare(pid);
    AttachedProcesses.limitTheWait();
    try {
      return new AttachedTarget(VirtualMachine.attach(Long.toString(pid)));
    } catch (AttachNotSupportedException | IOException e) {
      throw AttachRefusals.notAsked(pid, e.getMessage());
    }
  }

  @Override
  public Properties properties() throws IOException {
    return jvm.getSystemProperties();
  }

  @Override
  public String arguments() throws IOException {
    return jvm.getAgentProperties().getProperty(AttachedProcesses.ARGUMENTS, "");
  }

  @Override
  public void load(String jar, String settings) throws IOException {
    try {
      jvm.loadAgent(jar, settings.isEmpty() ? null : settings);
    } catch (AgentLoadException | AgentInitializationException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      jvm.detach();
    } catch (IOException e) {
      // the JVM there has ended, or has closed its side
    }
  }
}
