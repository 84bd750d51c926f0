package customerio.agent.queue;

/**
 * What a queue needs to know of an operation to keep it in order, as salted hashes that tell
 * nothing about the person.
 *
 * <p>Hashes of people are even, those of other things (a segment, a message) odd: two people whom
 * one operation names are one human from then on, so their later operations may share a line. A
 * segment and its member are not.
 *
 * @param destination stands for API family, region and credential
 * @param person operations with equal destination and person leave in the order they came
 * @param otherPerson a second one whose order this operation also obeys: of a merge, or another
 *     name of the same human; 0 = none
 */
public record Routing(long destination, long person, long otherPerson) {

  public static long ofPerson(long hash) {
    return hash & ~1;
  }

  public static long ofThing(long hash) {
    return hash | 1;
  }

  public static boolean isPerson(long hash) {
    return (hash & 1) == 0;
  }
}
