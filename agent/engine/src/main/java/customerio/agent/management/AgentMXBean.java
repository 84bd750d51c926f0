package customerio.agent.management;

import java.util.List;
import java.util.SortedMap;

/** The agent in JConsole: {@code customerio.agent:type=Agent}. Units are in the names. */
public interface AgentMXBean {

  String getVersion();

  /**
   * {@code async}, {@code sync}, {@code observe} or {@code off}: of everything that has no mode of
   * its own.
   */
  String getMode();

  /** The same as {@link #switchMode} for everything. */
  void setMode(String mode);

  /** What has a mode of its own → its mode; the key of the general one is "". */
  SortedMap<String, String> getModes();

  /**
   * Changes the mode while the application runs, until its end; each switch is one line in the log.
   *
   * <p>Switched to {@code observe} or {@code off}, what waits is still delivered. The application's
   * further calls go out by themselves and may overtake what waits about the same person; switch
   * while nothing is pending where that matters.
   *
   * @param target "" for everything, an API ({@code track}, {@code pipelines}, {@code app}) or an
   *     operation ({@code track.identify}); holds for everything below it, too
   * @throws IllegalArgumentException there is no such target or mode; says what there is
   */
  void switchMode(String target, String mode);

  /** Calls answered at once and queued, since start. */
  long getAccepted();

  /** Calls answered at once that repeat what was accepted before. */
  long getDeduplicated();

  /** Calls that waited for Customer.io's own answer. */
  long getRelayed();

  /** Calls left to the application's own client. */
  long getPassedThrough();

  /** Accepted, and taken back by a caller in mode {@code sync} that got an error instead. */
  long getWithdrawn();

  /** Operations that Customer.io has, since start. */
  long getDelivered();

  /** Operations refused by Customer.io or given up; each is a dead letter with a reason. */
  long getRejected();

  /** Operations whose delivery was put off, counted each time. */
  long getRetried();

  /** Operations of batches whose answer did not tell what was taken; each was sent again alone. */
  long getUnclear();

  /** Calls to which Customer.io answers 200 and which it drops; the log says why, and a remedy. */
  long getSilentlyDropped();

  /** Requests on the wire for queued operations. */
  long getRequests();

  /** Operations in the queue. */
  long getPending();

  /** Age of the oldest operation in the queue; 0 when it is empty. */
  double getOldestAgeSeconds();

  long getQueueBytes();

  long getDeadLetters();

  /** Accepted, and given up to make room for newer ones, as {@code queue.full-policy} says. */
  long getDropped();

  /** Why operations cannot be accepted at the moment; "" when they can. */
  String getTrouble();

  /** Faults of the agent that the application did not notice; 0 is right. */
  long getSuppressedFaults();

  /**
   * {@code UP}; {@code DEGRADED} when somebody should look; {@code DOWN} while operations cannot be
   * accepted or a credential is refused.
   */
  String getHealth();

  /** Why it is not {@code UP}, the gravest first: a code, what is concerned, a sentence. */
  List<String> getHealthReasons();

  List<DestinationView> getDestinations();
}
