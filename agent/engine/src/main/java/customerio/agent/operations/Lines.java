package customerio.agent.operations;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file, one at a time, and none so long that it would fill the heap. */
final class Lines implements AutoCloseable {

  /** Several times what the largest request becomes when it is written as JSON. */
  private static final int LONGEST = 64 << 20;

  private final InputStream in;
  private long number;

  Lines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** Of the line read last, from 1. */
  long number() {
    return number;
  }

  /**
   * @return without its end; null when there is no more
   * @throws BadLineException it is too long; the next one can be read
   */
  byte[] next() throws IOException, BadLineException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    boolean tooLong = false;
    for (; c >= 0 && c != '\n'; c = in.read()) {
      tooLong |= line.size() == LONGEST;
      if (!tooLong) {
        line.write(c);
      }
    }
    if (tooLong) {
      throw new BadLineException("is longer than " + LONGEST + " bytes");
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
