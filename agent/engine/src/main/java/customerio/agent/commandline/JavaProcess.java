package customerio.agent.commandline;

/**
 * A JVM.
 *
 * @param main its main class or jar, without arguments, which are nobody's business
 */
record JavaProcess(long pid, String main) {

  @Override
  public String toString() {
    return "pid " + pid + (main.isEmpty() ? "" : " (" + main + ')');
  }
}
