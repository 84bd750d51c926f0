package customerio.agent.commandline;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;

/** Asks JVMs as jcmd and JConsole do, by the module jdk.attach. */
final class AttachedProcesses implements JavaProcesses {
  private static final String ADDRESS = "com.sun.management.jmxremote.localConnectorAddress";
  private static final String ARGUMENTS = "sun.jvm.args";

  /** One that was asked before it was stopped takes the question, and leaves it unanswered. */
  private static final TimeLimit EACH = new TimeLimit(Duration.ofSeconds(5));

  /** A JVM that is stopped (SIGSTOP) does not answer; the JDK would wait 10 s for each. */
  AttachedProcesses() {
    System.setProperty("sun.tools.attach.attachTimeout", "5000");
  }

  /** Each JVM of this user is asked for its arguments; nothing is started in it. */
  @Override
  public List<JavaProcess> withAgent() {
    List<JavaProcess> found = new ArrayList<>();
    for (JavaProcess process : all()) {
      if (process.pid() != ProcessHandle.current().pid() && hasAgent(process.pid())) {
        found.add(process);
      }
    }
    found.sort(Comparator.comparingLong(JavaProcess::pid));
    return found;
  }

  @Override
  public boolean hasAgent(long pid) {
    try {
      return EACH.on(() -> saysItHasAgent(pid));
    } catch (CommandFailure | IOException notOurs) {
      return false; // another user's, ending, stopped, or one that lets nobody attach
    }
  }

  private static boolean saysItHasAgent(long pid) throws IOException {
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      try {
        Properties agent = jvm.getAgentProperties();
        return AgentOption.isIn(
            agent.getProperty(ARGUMENTS, ""),
            jvm.getSystemProperties().getProperty("user.dir", ""));
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public JavaProcess of(long pid) {
    return all().stream()
        .filter(process -> process.pid() == pid)
        .findFirst()
        .orElse(new JavaProcess(pid, ""));
  }

  @Override
  public String address(long pid) throws CommandFailure {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no process " + pid);
    }
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = jvm.getAgentProperties().getProperty(ADDRESS);
        return address == null ? jvm.startLocalManagementAgent() : address;
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "process "
              + pid
              + " does not let itself be asked ("
              + e.getMessage()
              + "); run this as the application's user and in its container, or use --url");
    }
  }

  private static List<JavaProcess> all() {
    List<JavaProcess> all = new ArrayList<>();
    for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
      String id = descriptor.id();
      if (!id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9')) {
        all.add(new JavaProcess(Long.parseLong(id), main(descriptor.displayName())));
      }
    }
    return all;
  }

  private static String main(String command) {
    return Plain.text(command.trim().split("\\s+")[0]);
  }
}
