package customerio.agent.queue.disk;

import java.util.Comparator;

/**
 * Where an operation lies, in the order of age: the directory of its JVM and its sequence there, or
 * the file of a dead letter and its offset in it.
 */
public record Place(String file, long number) implements Comparable<Place> {
  /** Before all others. */
  public static final Place START = new Place("", 0);

  private static final Comparator<Place> BY_AGE =
      Comparator.comparing(Place::file).thenComparingLong(Place::number);

  /**
   * @throws IllegalArgumentException it is not what {@link #toString} has written
   */
  public static Place parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no place in the queue: '" + text + "'");
    }
    return new Place(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
  }

  @Override
  public int compareTo(Place other) {
    return BY_AGE.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ':' + number;
  }
}
