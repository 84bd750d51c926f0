package customerio.tests.whole;

import customerio.jvm.AgentJvm;

/** A {@link Caller} that is told what to do, line by line. */
public final class RunningApplication implements AutoCloseable {
  private static final int PATIENCE = 20_000;

  private final AgentJvm jvm;
  private int commands;

  private RunningApplication(AgentJvm jvm) {
    this.jvm = jvm;
  }

  public static RunningApplication of(AgentJvm jvm) throws InterruptedException {
    jvm.awaitLine("ready");
    return new RunningApplication(jvm);
  }

  public AgentJvm jvm() {
    return jvm;
  }

  /**
   * @return what it printed behind the equals sign
   */
  public String does(String command) throws InterruptedException {
    // numbered, so that an earlier answer is not taken for this one
    String numbered = command + " #" + ++commands;
    jvm.tell(numbered);
    return jvm.awaitLine(numbered + " = ").substring(numbered.length() + 3);
  }

  /** Asks again and again, as an operator would, until the answer begins so. */
  public void awaits(String command, String beginning) throws InterruptedException {
    String last = "";
    for (int i = 0; i < PATIENCE; i++) {
      last = does(command);
      if (last.startsWith(beginning)) {
        return;
      }
    }
    throw new AssertionError(command + " stays '" + last + "', not " + beginning);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
