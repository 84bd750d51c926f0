package customerio.agent.management;

/**
 * What mode {@code observe} has found, since start: {@code customerio.agent:type=Observation}. All
 * zero in other modes.
 */
@Described("What mode observe has found, since start; all zero in other modes.")
public interface ObservationMXBean {

  @Described("Calls that would have been answered at once.")
  @Unit("calls")
  long getAnsweredAtOnce();

  @Described("Calls whose answer has to come from Customer.io in any case.")
  @Unit("calls")
  long getWaiting();

  @Described("Calls that would not have been sent, because they repeat others and change nothing.")
  @Unit("calls")
  long getDeduplicated();

  @Described(
      "Requests in which the others would have gone out, reckoned with the round trips seen.")
  @Unit("requests")
  long getRequests();

  @Described("Calls that failed in a way that would have been retried: no answer, 408, 429, 5xx.")
  @Unit("calls")
  long getRetried();

  @Described("Calls without an answer: failed where the client does not show it, or under way.")
  @Unit("calls")
  long getUnanswered();

  @Described("Time that the application has waited for answers which it would have got at once.")
  @Unit("seconds")
  double getSavedWaitSeconds();

  @Described("The same in one sentence.")
  String getSummary();
}
