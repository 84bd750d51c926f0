package customerio.benchmarks.append;

import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One append, as the application's thread feels it. Each iteration has files of its own. */
@State(Scope.Benchmark)
public class AppendBenchmark {

  /** A name that {@link Store#open} knows. */
  @Param(Store.BARE_WRITE)
  public String store;

  private Path directory;
  private Store opened;

  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory(Path.of(System.getProperty("directory")), "append");
    opened = Store.open(store, directory);
  }

  @TearDown(Level.Iteration)
  public void delete() throws IOException {
    opened.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  public void append() throws IOException, QueueFullException {
    opened.append();
  }
}
