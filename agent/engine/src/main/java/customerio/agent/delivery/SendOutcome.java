package customerio.agent.delivery;

import java.time.Duration;

/**
 * @param status of the answer; 0 = there was none
 * @param failure why there was no answer, naming a host at most; null when there was one
 */
public record SendOutcome(int status, String failure, Duration duration) {}
