package customerio.agent.management;

import java.util.List;
import java.util.SortedMap;

/** {@code customerio.agent:type=Agent}. Units are in the names where a number is not a count. */
@Described("The Customer.io agent: whether it works, how late deliveries are, what was refused.")
public interface AgentMXBean {

  @Described("Version of the agent.")
  String getVersion();

  @Described("When the agent was started by its first call, ISO 8601.")
  String getStartTime();

  @Described(
      "async, sync, observe or off: of everything that has no mode of its own. Setting it is"
          + " switchMode for everything.")
  String getMode();

  void setMode(String mode);

  @Described("What has a mode of its own, and its mode; the key of the general one is empty.")
  SortedMap<String, String> getModes();

  /**
   * Changes the mode while the application runs, until its end; each switch is one line in the log.
   *
   * <p>Switched to {@code observe} or {@code off}, what waits is still delivered. The application's
   * further calls go out by themselves and may overtake what waits about the same person; switch
   * while nothing is pending where that matters.
   *
   * @throws IllegalArgumentException there is no such target or mode; says what there is
   */
  @Described(
      "Changes the mode until the application's end. Switched to observe or off, what waits is still"
          + " delivered, and further calls may overtake it.")
  void switchMode(
      @Argument(
              name = "target",
              value =
                  "empty for everything, an API (track, pipelines, app) or an operation"
                      + " (track.identify)")
          String target,
      @Argument(name = "mode", value = "async, sync, observe or off") String mode);

  @Described("Calls answered at once and queued, since start.")
  @Unit("calls")
  long getAccepted();

  @Described("Calls answered at once that repeat what was accepted before.")
  @Unit("calls")
  long getDeduplicated();

  @Described("Calls that waited for Customer.io's own answer.")
  @Unit("calls")
  long getRelayed();

  @Described("Calls left to the application's own client: the sum of Passed in type=Clients.")
  @Unit("calls")
  long getPassedThrough();

  @Described("Accepted, and taken back by a caller in mode sync that got an error instead.")
  @Unit("operations")
  long getWithdrawn();

  @Described("Operations that Customer.io has, since start.")
  @Unit("operations")
  long getDelivered();

  @Described("Operations refused by Customer.io or given up; each is a dead letter with a reason.")
  @Unit("operations")
  long getRejected();

  @Described("Operations whose delivery was put off, counted each time.")
  @Unit("operations")
  long getRetried();

  @Described(
      "Operations of batches whose answer did not tell what was taken; each was sent again alone.")
  @Unit("operations")
  long getUnclear();

  @Described(
      "Calls to which Customer.io answers 200 and which it drops; the log says why, and a remedy.")
  @Unit("calls")
  long getSilentlyDropped();

  @Described("Requests on the wire for queued operations.")
  @Unit("requests")
  long getRequests();

  @Described("Operations in the queue.")
  @Unit("operations")
  long getPending();

  @Described("Age of the oldest operation in the queue; 0 when it is empty.")
  @Unit("seconds")
  double getOldestAgeSeconds();

  @Described(
      "From the application's call to Customer.io's confirmation: half of the last 4096 delivered"
          + " operations took no longer.")
  @Unit("seconds")
  double getDeliveryDelayP50Seconds();

  @Described(
      "From the application's call to Customer.io's confirmation: 95 of 100 of the last 4096"
          + " delivered operations took no longer.")
  @Unit("seconds")
  double getDeliveryDelayP95Seconds();

  @Described(
      "From the application's call to Customer.io's confirmation: 99 of 100 of the last 4096"
          + " delivered operations took no longer.")
  @Unit("seconds")
  double getDeliveryDelayP99Seconds();

  @Described(
      "Time that the agent adds to the application's thread: 99 of 100 calls since start cost no"
          + " more. Estimated from a histogram.")
  @Unit("microseconds")
  double getInterceptOverheadP99Micros();

  @Described("Size of the queue on disk, dead letters included.")
  @Unit("bytes")
  long getQueueBytes();

  @Described("The setting queue.max-bytes.")
  @Unit("bytes")
  long getQueueLimitBytes();

  @Described("Operations that were given up and are kept.")
  @Unit("operations")
  long getDeadLetters();

  @Described("Accepted, and given up to make room for newer ones, as queue.full-policy says.")
  @Unit("operations")
  long getDropped();

  @Described("Why operations cannot be accepted at the moment; empty when they can.")
  String getTrouble();

  @Described("Faults of the agent that the application did not notice; 0 is right.")
  @Unit("faults")
  long getSuppressedFaults();

  @Described(
      "UP; DEGRADED when somebody should look; PAUSED while an operator has stopped deliveries; DOWN"
          + " while operations are refused or lost.")
  String getHealth();

  @Described("Why it is not UP, the gravest first: a code, what is concerned, a sentence.")
  List<String> getHealthReasons();

  @Described(
      "The last 20 operations that were given up, the newest first; nothing of what they say.")
  List<String> getRecentFailures();

  @Described("What was wrong with the settings at the start, one line each.")
  List<String> getConfigWarnings();

  @Described("All destinations, each in one row.")
  List<DestinationView> getDestinations();

  @Described(
      "error, warn, info or debug: which lines the agent's log has. Setting it holds until the"
          + " application's end.")
  String getLogLevel();

  /**
   * @throws IllegalArgumentException there is no such level; says what there is
   */
  void setLogLevel(String level);

  /** Takes ten seconds at the most. */
  @Described(
      "Asks the hosts in use, without credential, whether they answer; at most once in ten seconds,"
          + " then the last answers are shown with their age.")
  String probeConnectivity();
}
