package customerio.agent.commandline;

/**
 * How a command ended, for scripts. 0 to 2 are what monitoring plugins return, 3 is what {@code
 * service … status} says of a program that does not run, and the rest is from sysexits.h.
 */
enum ExitCode {
  DONE(0, "done; status: UP; doctor: all is well"),
  INCOMPLETE(1, "done in part; status: DEGRADED, PAUSED; doctor, check-config: warnings"),
  DOWN(2, "status: DOWN; doctor: something fails"),
  NOT_FOUND(3, "no such JVM, queue or operation; status: the application does not run"),
  REFUSED(4, "nothing was changed: not confirmed, in use, or a file is in the way"),
  USAGE(64, "the command line was not understood"),
  UNREACHABLE(69, "the JVM does not let itself be asked"),
  FAULT(70, "a fault of this command");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }
}
