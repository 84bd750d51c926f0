package shop.load;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records calls, one JSON line each, in a file that is only ever appended to.
 *
 * <p>Each line is one unbuffered {@code write()}, so a line whose {@link #append} has returned is
 * there after a {@code kill -9}. A call with a {@code begun} line but no {@code done} line before
 * the next {@code start} was cut off. Safe for use by several threads.
 */
final class CallLog implements AutoCloseable {
  private final OutputStream file;
  private final JsonMapper json;

  CallLog(Path path, JsonMapper json) throws IOException {
    this.file = new FileOutputStream(path.toFile(), true);
    this.json = json;
    // sets a line that a kill has torn apart from the next one
    file.write('\n');
  }

  void append(CallLine line) {
    byte[] text = json.writeValueAsBytes(line);
    byte[] withNewline = new byte[text.length + 1];
    System.arraycopy(text, 0, withNewline, 0, text.length);
    withNewline[text.length] = '\n';
    try {
      // opened for append: the kernel keeps the lines of several threads apart
      file.write(withNewline);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
