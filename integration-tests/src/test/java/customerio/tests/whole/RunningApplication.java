package customerio.tests.whole;

import customerio.jvm.AgentJvm;

/** A {@link Caller} that is told what to do, line by line. */
record RunningApplication(AgentJvm jvm) implements AutoCloseable {

  static RunningApplication of(AgentJvm jvm) throws InterruptedException {
    jvm.awaitLine("ready");
    return new RunningApplication(jvm);
  }

  /**
   * @return what it printed behind the equals sign
   */
  String does(String command) throws InterruptedException {
    jvm.tell(command);
    return jvm.awaitLine(command + " = ").substring(command.length() + 3);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
