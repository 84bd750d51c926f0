package customerio.agent.routing;

import customerio.agent.atrest.OwnerOnly;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Assignments on disk, in the order they were made by all JVMs that share the directory. What comes
 * first counts, so appending and then reading up to the end settles who was quicker, without a lock
 * between processes.
 *
 * <pre>
 *   0        8       12      16
 *   │ person │ what  │ crc32c │   person: salted hash of a name; what: see {@link Assignments}
 * </pre>
 *
 * <p>A record is one write to a file opened for appending, which the systems we run on keep in one
 * piece. Whatever is damaged all the same is passed over byte by byte to the next record whose
 * checksum fits. Streams, not channels: an interrupt of the application's thread closes those for
 * everybody. Thread-safe.
 */
final class AssignmentLog implements Closeable {
  private static final int RECORD = 16;
  private static final int CHECKED = 12;
  private static final int BLOCK = 1 << 16;

  /** Told of each record, once and in order. */
  interface Reader {
    void record(long person, int what);
  }

  private final RandomAccessFile in;
  private final FileOutputStream out;
  private final boolean sync;
  private final Reader reader;
  private long position;
  private boolean inDamage;
  private long damages;
  private volatile long seen;

  private AssignmentLog(RandomAccessFile in, FileOutputStream out, boolean sync, Reader reader) {
    this.in = in;
    this.out = out;
    this.sync = sync;
    this.reader = reader;
  }

  /**
   * Nothing is read before the first {@link #catchUp}.
   *
   * @param sync whether a record has to survive the death of the machine
   */
  static AssignmentLog open(Path file, boolean sync, Reader reader) throws IOException {
    OwnerOnly.createFile(file);
    FileOutputStream out = new FileOutputStream(file.toFile(), true);
    try {
      return new AssignmentLog(new RandomAccessFile(file.toFile(), "r"), out, sync, reader);
    } catch (IOException unreadable) {
      out.close();
      throw unreadable;
    }
  }

  /** The reader is told when it is read back, by {@link #catchUp}. */
  synchronized void append(long person, int what) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(RECORD).putLong(person).putInt(what);
    record.putInt(checksum(record.array(), 0));
    out.write(record.array());
    if (sync) {
      out.getFD().sync();
    }
  }

  /** Whether anything was appended since, by whomever: a look at the file's length. */
  boolean hasNews() throws IOException {
    return in.length() != seen;
  }

  /** Reads what was appended since. */
  synchronized void catchUp() throws IOException {
    long length = in.length();
    byte[] block = new byte[(int) Math.min(BLOCK, Math.max(0, length - position))];
    while (length - position >= RECORD) {
      int filled = (int) Math.min(block.length, length - position);
      in.seek(position);
      in.readFully(block, 0, filled);
      position += consumed(block, filled);
    }
    // less than a record: torn, or another JVM is just writing it
    seen = length;
  }

  /** How often a stretch of the file had to be passed over. */
  synchronized long damages() {
    return damages;
  }

  @Override
  public synchronized void close() throws IOException {
    try (out) {
      in.close();
    }
  }

  private int consumed(byte[] block, int filled) {
    ByteBuffer records = ByteBuffer.wrap(block);
    int at = 0;
    while (filled - at >= RECORD) {
      if (records.getInt(at + CHECKED) == checksum(block, at)) {
        reader.record(records.getLong(at), records.getInt(at + Long.BYTES));
        at += RECORD;
        inDamage = false;
      } else {
        at++;
        damages += inDamage ? 0 : 1;
        inDamage = true;
      }
    }
    return at;
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, CHECKED);
    return (int) crc.getValue();
  }
}
