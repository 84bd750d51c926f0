package customerio.simulator.faults;

/** The reply's body comes in pieces of that size, one each so many milliseconds. */
public record Trickle(int chunkBytes, long everyMillis) {

  public Trickle {
    if (chunkBytes < 1 || everyMillis < 0) {
      throw new IllegalArgumentException("a trickle needs at least 1 byte and 0 ms");
    }
  }
}
