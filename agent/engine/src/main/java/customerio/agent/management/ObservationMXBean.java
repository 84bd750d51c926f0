package customerio.agent.management;

/**
 * What mode {@code observe} has found, since start: {@code customerio.agent:type=Observation}. All
 * zero in other modes.
 */
public interface ObservationMXBean {

  /** Calls that would have been answered at once. */
  long getAnsweredAtOnce();

  /** Calls whose answer has to come from Customer.io in any case. */
  long getWaiting();

  /** Calls that would not have been sent, because they repeat others and change nothing. */
  long getDeduplicated();

  /** Requests in which the others would have gone out, reckoned with the round trips seen. */
  long getRequests();

  /** Calls that failed in a way that would have been retried: no answer, 408, 429, 5xx. */
  long getRetried();

  /** Calls without an answer: failed where the client does not show it, or under way. */
  long getUnanswered();

  /** Time that the application has waited for answers which it would have got at once. */
  double getSavedWaitSeconds();

  /** The same in one sentence. */
  String getSummary();
}
