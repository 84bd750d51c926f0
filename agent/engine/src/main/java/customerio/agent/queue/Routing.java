package customerio.agent.queue;

/**
 * What a queue needs to know of an operation to keep it in order, as salted hashes that tell
 * nothing about the person.
 *
 * @param destination stands for API family, region and credential
 * @param person operations with equal destination and person leave in the order they came
 * @param otherPerson a second person whose order this operation also obeys (merge); 0 = none
 */
public record Routing(long destination, long person, long otherPerson) {}
