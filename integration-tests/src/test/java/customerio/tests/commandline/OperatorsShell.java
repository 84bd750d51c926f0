package customerio.tests.commandline;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm.Finished;
import customerio.jvm.JvmCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Runs {@code java -jar customerio-agent.jar …} as a user does, and keeps all that was said. */
final class OperatorsShell {
  /** Not a measure of anything: each try starts a JVM. */
  private static final int TRIES = 100;

  private final List<String> said = new ArrayList<>();

  Finished run(String... arguments) throws InterruptedException {
    return run(command(arguments));
  }

  Finished run(JvmCommand command) throws InterruptedException {
    Finished finished = command.start().await();
    said.add(finished.out());
    said.add(finished.err());
    return finished;
  }

  /** Asks again and again, as a script would. */
  Finished until(Predicate<Finished> expected, String... arguments) throws InterruptedException {
    Finished last = null;
    for (int i = 0; i < TRIES; i++) {
      last = run(arguments);
      if (expected.test(last)) {
        return last;
      }
    }
    throw new AssertionError(String.join(" ", arguments) + " stays " + last);
  }

  /** Everything since the start, of both streams. */
  String said() {
    return String.join("\n", said);
  }

  static JvmCommand command(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-jar", AgentJar.built().toString()));
    all.addAll(Arrays.asList(arguments));
    return JvmCommand.tool("java", all.toArray(String[]::new)).shortLived();
  }
}
