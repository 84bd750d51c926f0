package customerio.tests.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one thread has begun to say and what was answered, over all its lives. Each line is one
 * {@code write()}, so it survives the process.
 */
public final class SaidLog implements AutoCloseable {

  /** One numbered word about one person. */
  record Word(String person, long seq) {}

  private final RandomAccessFile file;
  private final Map<String, Long> lastBegun;

  private SaidLog(RandomAccessFile file, Map<String, Long> lastBegun) {
    this.file = file;
    this.lastBegun = lastBegun;
  }

  public static SaidLog open(Path directory, int thread) throws IOException {
    Map<String, Long> last = new HashMap<>();
    for (Word word : words(directory.resolve(name(thread)), "begun")) {
      last.put(word.person, word.seq);
    }
    RandomAccessFile file = new RandomAccessFile(directory.resolve(name(thread)).toFile(), "rw");
    file.seek(file.length());
    return new SaidLog(file, last);
  }

  /** What was promised to any thread. */
  static List<Word> answered(Path directory) throws IOException {
    return words(directory, "answered", SteadyCaller.THREADS);
  }

  /** What went out by itself, as when the agent was not ready yet: it may overtake. */
  static List<Word> passed(Path directory) throws IOException {
    return words(directory, "passed", SteadyCaller.THREADS);
  }

  /** In the middle of which the process was killed: nobody knows which way they went. */
  static Set<Word> unfinished(Path directory) throws IOException {
    Set<Word> words = new HashSet<>(words(directory, "begun", SteadyCaller.THREADS));
    answered(directory).forEach(words::remove);
    passed(directory).forEach(words::remove);
    return words;
  }

  private static List<Word> words(Path directory, String kind, int threads) throws IOException {
    List<Word> words = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      words.addAll(words(directory.resolve(name(thread)), kind));
    }
    return words;
  }

  public long begin(String person) throws IOException {
    long seq = lastBegun.merge(person, 1L, Long::sum);
    write("begun " + person + ' ' + seq);
    return seq;
  }

  public void answered(String person, long seq) throws IOException {
    write("answered " + person + ' ' + seq);
  }

  public void passed(String person, long seq) throws IOException {
    write("passed " + person + ' ' + seq);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(String line) throws IOException {
    file.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
  }

  private static List<Word> words(Path file, String kind) throws IOException {
    List<Word> words = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        String[] parts = line.split(" ");
        if (parts.length == 3 && parts[0].equals(kind)) {
          words.add(new Word(parts[1], Long.parseLong(parts[2])));
        }
      }
    }
    return words;
  }

  private static String name(int thread) {
    return "thread-" + thread + ".log";
  }
}
