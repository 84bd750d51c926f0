package customerio.agent.commandline;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;

/**
 * The running JVMs of this user, asked as jcmd and JConsole ask. Needs the module jdk.attach, which
 * a JDK has and a JRE has not: every method may throw {@link NoClassDefFoundError}.
 */
final class JavaProcesses {
  private static final String ADDRESS = "com.sun.management.jmxremote.localConnectorAddress";
  private static final String ARGUMENTS = "sun.jvm.args";

  /**
   * JVMs that were started with the agent, by pid. Each JVM of this user is asked for its
   * arguments, and nothing is started in it.
   */
  List<JavaProcess> withAgent() {
    List<JavaProcess> found = new ArrayList<>();
    String self = Long.toString(ProcessHandle.current().pid());
    for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
      if (!descriptor.id().equals(self) && isNumber(descriptor.id()) && hasAgent(descriptor.id())) {
        found.add(process(descriptor));
      }
    }
    found.sort(Comparator.comparingLong(JavaProcess::pid));
    return found;
  }

  /** Whether it was started with the agent. */
  boolean hasAgent(String pid) {
    try {
      VirtualMachine jvm = VirtualMachine.attach(pid);
      try {
        Properties agent = jvm.getAgentProperties();
        return AgentOption.isIn(
            agent.getProperty(ARGUMENTS, ""),
            jvm.getSystemProperties().getProperty("user.dir", ""));
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException | IOException notOurs) {
      return false; // another user's, ending, or one that lets nobody attach
    }
  }

  JavaProcess of(long pid) {
    for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
      if (descriptor.id().equals(Long.toString(pid))) {
        return process(descriptor);
      }
    }
    return new JavaProcess(pid, "");
  }

  /**
   * Where its MBeans can be asked from this host; opens that door if it is still shut, as JConsole
   * does: on the loopback interface, for its own user.
   */
  String address(long pid) throws CommandFailure {
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

  private static JavaProcess process(VirtualMachineDescriptor descriptor) {
    String command = descriptor.displayName().trim();
    String main = command.isEmpty() ? "" : command.split("\\s+")[0];
    return new JavaProcess(Long.parseLong(descriptor.id()), Plain.text(main));
  }

  private static boolean isNumber(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
