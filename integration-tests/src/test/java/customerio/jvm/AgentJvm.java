package customerio.jvm;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own for one test, usually with the agent.
 *
 * <pre>{@code
 * Finished finished =
 *     AgentJvm.of(Hello.class).agent(AgentJar.built(), "mode=sync").start().await();
 * }</pre>
 *
 * Closing kills it, so that no test leaves a process behind. In no test does the agent suppress a
 * fault of its own, but where {@link JvmCommand#provokesFaults} says so: {@link LastWords}.
 */
public final class AgentJvm implements AutoCloseable {
  /** Not a measure of anything: only a JVM that hangs gets here. */
  private static final Duration HANGS = Duration.ofSeconds(300);

  private final Process process;
  private final boolean provokesFaults;
  private boolean killed;
  private final Output out;
  private final Output err;

  AgentJvm(Process process, boolean provokesFaults) {
    this.process = process;
    this.provokesFaults = provokesFaults;
    this.out = Output.of(process.getInputStream(), "stdout");
    this.err = Output.of(process.getErrorStream(), "stderr");
  }

  /** A main class of the tests; with the JDK that runs the tests, and their class path alone. */
  public static JvmCommand of(Class<?> main) {
    return JvmCommand.of(main.getName()).classPath(testClasses(main));
  }

  /** What a JVM left behind. */
  public record Finished(int exitCode, String out, String err) {

    /** As the agent has counted them; -1 when it has said no last line. */
    public long suppressedFaults() {
      return LastWords.of(err).suppressedFaults();
    }
  }

  public Finished await() throws InterruptedException {
    if (!process.waitFor(HANGS.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("hangs; stdout: " + out.text() + "; stderr: " + err.text());
    }
    Finished finished = new Finished(process.exitValue(), out.all(HANGS), err.all(HANGS));
    if (!provokesFaults) {
      LastWords.of(finished.err()).sayNoFault(killed);
    }
    return finished;
  }

  /**
   * Blocks until the application has printed such a line.
   *
   * @return the first that starts so
   * @throws AssertionError when it ends before, or prints nothing like it for very long
   */
  public String awaitLine(String beginning) throws InterruptedException {
    return awaitLine(beginning, HANGS);
  }

  /** The same, of an application that takes its time. */
  public String awaitLine(String beginning, Duration atMost) throws InterruptedException {
    try {
      return out.awaitLine(beginning, atMost);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; stderr: " + err.text(), e);
    }
  }

  /** As {@link #awaitLine}, on standard error. */
  public String awaitErrorLine(String beginning) throws InterruptedException {
    return err.awaitLine(beginning, HANGS);
  }

  /** Gives the application a line on its standard input. */
  public void tell(String line) {
    try {
      BufferedWriter stdin = process.outputWriter();
      stdin.write(line);
      stdin.newLine();
      stdin.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The application reads the end of its standard input. */
  public void endInput() {
    try {
      process.outputWriter().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of an application that halts: it has no time for a last line either. */
  public Finished awaitHalt() throws InterruptedException {
    killed = true;
    return await();
  }

  /** As {@code kill -9}: no shutdown hook runs. */
  public Finished kill() throws InterruptedException {
    killed = true;
    // Process.destroyForcibly() would also close our ends of its output: what it has printed and
    // nobody has read yet would be lost, which on a busy machine is a lot.
    process.toHandle().destroyForcibly();
    return await();
  }

  /** The same at a moment of the test's choice, whatever the application is at by then. */
  public Finished killAfter(Duration time) throws InterruptedException {
    process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    return kill();
  }

  /** As {@code kill}: shutdown hooks run. */
  public void terminate() {
    // Process.destroy() would also close our ends of its output, and with it what hooks print.
    process.toHandle().destroy();
  }

  public long pid() {
    return process.pid();
  }

  /** Returns when it has ended: till then it may write into the directory that is removed next. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
    if (!provokesFaults) {
      // of a JVM that has ended before, not all may have been read yet
      LastWords.of(err.text()).sayNoFault(true);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(HANGS.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("does not end: " + process);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path testClasses(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
