package customerio.agent.management;

/** {@code customerio.agent:type=Destination,name=track-us}: there from its first operation on. */
@Described("One API, region and credential; numbered when there are several credentials.")
public interface DestinationMXBean {

  @Described("Host and port of the last request; empty before the first.")
  String getServer();

  @Described("Operations that wait or are on their way.")
  @Unit("operations")
  long getPending();

  @Described("People whose operations wait because one of them failed by itself.")
  @Unit("people")
  long getPeopleHeld();

  @Described("Age of the oldest operation; 0 when none waits.")
  @Unit("seconds")
  double getOldestAgeSeconds();

  @Described("Why nothing is sent; empty when it is.")
  String getWaitingFor();

  @Described("Operations that Customer.io has, since start.")
  @Unit("operations")
  long getDelivered();

  @Described("Operations that were given up, since start.")
  @Unit("operations")
  long getDeadLetters();

  @Described("HTTP exchanges since start, repetitions and calls that wait for an answer included.")
  @Unit("requests")
  long getRequests();

  @Described("Exchanges that were repetitions of one that failed.")
  @Unit("requests")
  long getRepeatedRequests();

  @Described("Exchanges answered with a status from 400 to 499, other than 429.")
  @Unit("requests")
  long getAnswers4xx();

  @Described("Exchanges answered with 429: Customer.io asked for less.")
  @Unit("requests")
  long getAnswers429();

  @Described("Exchanges answered with a status of 500 or more.")
  @Unit("requests")
  long getAnswers5xx();

  @Described("Exchanges without an answer.")
  @Unit("requests")
  long getUnanswered();

  @Described("Half of the last 512 answered exchanges took no longer.")
  @Unit("seconds")
  double getLatencyP50Seconds();

  @Described("95 of 100 of the last 512 answered exchanges took no longer.")
  @Unit("seconds")
  double getLatencyP95Seconds();

  @Described("99 of 100 of the last 512 answered exchanges took no longer.")
  @Unit("seconds")
  double getLatencyP99Seconds();

  @Described("When the last answer below 400 came, ISO 8601; empty when none has.")
  String getLastSuccessTime();

  @Described("When the last exchange failed, ISO 8601; empty when none has.")
  String getLastErrorTime();

  @Described("How: a status, timeout or no_answer; empty when none has failed.")
  String getLastErrorType();

  @Described("The rate limit at the moment: each 429 lowers it for a while.")
  @Unit("requests per second")
  int getRateLimitPerSecond();
}
