package customerio.tests.whole;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A {@link Caller} that is told what to do, line by line. */
public final class RunningApplication implements AutoCloseable {
  /** Not a measure of anything: only what never comes takes so long. */
  private static final Duration HANGS = Duration.ofSeconds(120);

  private final AgentJvm jvm;
  private int commands;

  private RunningApplication(AgentJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * One that calls Track where Customer.io is simulated, with the agent.
   *
   * @param program told the base address of Track
   * @param queue kept from one start to the next
   * @param settings others than those that say so
   */
  public static RunningApplication start(
      Class<?> program, Simulator customerio, Path queue, String... settings)
      throws InterruptedException {
    URI track = customerio.uri(Family.TRACK, Region.US);
    return of(
        AgentJvm.of(program)
            // its life is too short for more
            .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .agent(
                AgentJar.built(),
                Stream.concat(
                        Stream.of(
                            "hosts.extra=track-us=" + track.getAuthority(), "queue.dir=" + queue),
                        Stream.of(settings))
                    .toArray(String[]::new))
            .arguments(track.toString())
            .start());
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
    long start = System.nanoTime();
    String last = does(command);
    while (!last.startsWith(beginning)) {
      if (System.nanoTime() - start > HANGS.toNanos()) {
        throw new AssertionError(command + " stays '" + last + "', not " + beginning);
      }
      // leaves the processor to what is waited for
      LockSupport.parkNanos(1_000_000);
      last = does(command);
    }
  }

  @Override
  public void close() {
    jvm.close();
  }
}
