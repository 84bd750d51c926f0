package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Routing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads files of dead letters: segments with another kind of record. */
final class DeadLetterFiles {
  static final String LETTERS = ".dead";

  /** A segment in which no record could be found; kept for people with tools. */
  static final String UNREADABLE = ".corrupt";

  private DeadLetterFiles() {}

  static boolean isKnown(String name) {
    return InstanceName.ofPrefix(name) != null
        && (name.endsWith(LETTERS) || name.endsWith(UNREADABLE));
  }

  /** The instance comes first, so names sort by age and none comes twice. */
  static String name(InstanceDirectory directory, long number) {
    return directory.name() + "-" + SegmentFiles.digits(number, 20) + LETTERS;
  }

  static String unreadableName(InstanceDirectory directory, String segment) {
    return directory.name() + "-" + segment + UNREADABLE;
  }

  /** This version's where the file does not say. */
  static int version(Disk disk, Path path) throws IOException {
    byte[] bytes = new byte[SegmentHeader.BYTES];
    try (JournalFile file = disk.openForReading(path)) {
      SegmentHeader header = SegmentHeader.decode(bytes, file.read(0, bytes, 0, bytes.length));
      return header == null ? SegmentHeader.VERSION : header.version();
    }
  }

  /** How many can be read; says what is damaged, which stays in the file. */
  static long count(Disk disk, Path path, Incidents incidents) throws IOException {
    if (!path.getFileName().toString().endsWith(LETTERS)) {
      return 0;
    }
    try (JournalFile file = disk.openForReading(path)) {
      SegmentScanner scanner =
          scanner(file, path).scan(RecordFormat.DEAD_LETTER, (in, at, offset) -> {});
      if (scanner.damage().places() > 0) {
        incidents.damagedLetters(path, scanner.damage(), scanner.records());
      }
      return scanner.records();
    }
  }

  /** Told of each letter of a file and of where it begins. */
  interface Visitor {
    void letter(DeadLetter letter, long offset) throws IOException;
  }

  static void read(Disk disk, Path path, KeyRing keys, Consumer<DeadLetter> reader)
      throws IOException {
    walk(disk, path, keys, (letter, offset) -> reader.accept(letter));
  }

  static void walk(Disk disk, Path path, KeyRing keys, Visitor visitor) throws IOException {
    if (!path.getFileName().toString().endsWith(LETTERS)) {
      return;
    }
    try (JournalFile file = disk.openForReading(path)) {
      scanner(file, path)
          .scan(
              RecordFormat.DEAD_LETTER,
              (in, at, offset) -> visitor.letter(letter(file, in, at, offset, keys), offset));
    }
  }

  private static DeadLetter letter(
      JournalFile file, ByteBuffer in, int at, long offset, KeyRing keys) throws IOException {
    long sequence = RecordFormat.sequence(in, at);
    Routing routing = RecordFormat.routing(in, at);
    long capturedAtMillis = RecordFormat.capturedAtMillis(in, at);
    String key = RecordFormat.isSealed(in, at) ? KeyRing.text(RecordFormat.keyId(in, at)) : "";
    byte[] record = new byte[RecordFormat.HEADER_BYTES + RecordFormat.payloadBytes(in, at)];
    file.read(offset, record, 0, record.length);
    byte[] payload = SealedRecord.payload(keys, record);
    return payload == null
        ? DeadLetter.unopened(sequence, routing, capturedAtMillis, offset, key)
        : DeadLetter.decode(sequence, routing, capturedAtMillis, payload);
  }

  private static SegmentScanner scanner(JournalFile file, Path path) throws IOException {
    byte[] bytes = new byte[SegmentHeader.BYTES];
    int count = file.read(0, bytes, 0, bytes.length);
    SegmentHeader header = SegmentHeader.decode(bytes, count);
    String name = path.getFileName().toString();
    UUID instance = header == null ? InstanceName.ofPrefix(name).id() : header.instance();
    return new SegmentScanner(file, SegmentHeader.salt(instance));
  }
}
