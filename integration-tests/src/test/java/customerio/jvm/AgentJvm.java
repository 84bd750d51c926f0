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
 * Closing kills it, so that no test leaves a process behind.
 */
public final class AgentJvm implements AutoCloseable {
  /** Not a measure of anything: only a JVM that hangs gets here. */
  private static final Duration HANGS = Duration.ofSeconds(120);

  private final Process process;
  private final Output out;
  private final Output err;

  AgentJvm(Process process) {
    this.process = process;
    this.out = Output.of(process.getInputStream(), "stdout");
    this.err = Output.of(process.getErrorStream(), "stderr");
  }

  /** A main class of the tests; with the JDK that runs the tests, and their class path alone. */
  public static JvmCommand of(Class<?> main) {
    return JvmCommand.of(main.getName()).classPath(testClasses(main));
  }

  /** What a JVM left behind. */
  public record Finished(int exitCode, String out, String err) {}

  public Finished await() throws InterruptedException {
    if (!process.waitFor(HANGS.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("hangs; stdout: " + out.text() + "; stderr: " + err.text());
    }
    return new Finished(process.exitValue(), out.all(), err.all());
  }

  /**
   * Blocks until the application has printed such a line.
   *
   * @return the first that starts so
   * @throws AssertionError when it ends before, or prints nothing like it for very long
   */
  public String awaitLine(String beginning) throws InterruptedException {
    return out.awaitLine(beginning, HANGS);
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

  /** As {@code kill -9}: no shutdown hook runs. */
  public Finished kill() throws InterruptedException {
    process.destroyForcibly();
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

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Path testClasses(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
