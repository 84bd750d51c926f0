package customerio.agent.management;

import java.util.List;

/** The agent in JConsole: {@code customerio.agent:type=Agent}. Units are in the names. */
public interface AgentMXBean {

  String getVersion();

  /** {@code async}, {@code sync}, {@code observe} or {@code off}. */
  String getMode();

  /** Calls answered at once and queued, since start. */
  long getAccepted();

  /** Calls answered at once that repeat what was accepted before. */
  long getDeduplicated();

  /** Calls that waited for Customer.io's own answer. */
  long getRelayed();

  /** Calls left to the application's own client. */
  long getPassedThrough();

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

  /** Why operations cannot be accepted at the moment; "" when they can. */
  String getTrouble();

  /** Faults of the agent that the application did not notice; 0 is right. */
  long getSuppressedFaults();

  List<DestinationView> getDestinations();
}
