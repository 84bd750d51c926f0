package customerio.agent.commandline;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks JVMs as jcmd and JConsole do, by the module jdk.attach. */
final class AttachedProcesses implements JavaProcesses {
  private static final String ADDRESS = "com.sun.management.jmxremote.localConnectorAddress";
  static final String ARGUMENTS = "sun.jvm.args";

  /** One that was asked before it was stopped takes the question, and leaves it unanswered. */
  private static final TimeLimit EACH = new TimeLimit(Duration.ofSeconds(5));

  AttachedProcesses() {
    limitTheWait();
  }

  /** A JVM that is stopped (SIGSTOP) does not answer; the JDK would wait 10 s for each. */
  static void limitTheWait() {
    System.setProperty("sun.tools.attach.attachTimeout", "5000");
  }

  @Override
  public List<SeenProcess> all() {
    long own = ProcessHandle.current().pid();
    List<JavaProcess> others =
        described().stream()
            .filter(process -> process.pid() != own)
            .sorted(Comparator.comparingLong(JavaProcess::pid))
            .toList();
    return SideBySide.ask(others, process -> new SeenProcess(process, presence(process.pid())));
  }

  @Override
  public boolean hasAgent(long pid) {
    return presence(pid) == Presence.THERE;
  }

  private static Presence presence(long pid) {
    try {
      return EACH.on(() -> asked(pid));
    } catch (CommandFailure | IOException notOurs) {
      return Presence.UNKNOWN;
    }
  }

  private static Presence asked(long pid) throws CommandFailure, IOException {
    QuitSignal.spare(pid);
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      try {
        boolean isThere =
            AgentOption.isThere(
                jvm.getAgentProperties().getProperty(ARGUMENTS, ""), jvm.getSystemProperties());
        return isThere ? Presence.THERE : Presence.NOT_THERE;
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public JavaProcess of(long pid) {
    return described().stream()
        .filter(process -> process.pid() == pid)
        .findFirst()
        .orElse(new JavaProcess(pid, ""));
  }

  @Override
  public String address(long pid) throws CommandFailure {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no process " + pid);
    }
    QuitSignal.spare(pid);
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

  private static List<JavaProcess> described() {
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
