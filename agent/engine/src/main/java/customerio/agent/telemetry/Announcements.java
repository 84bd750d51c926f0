package customerio.agent.telemetry;

import customerio.agent.capture.OwnWay;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.Destination;
import customerio.agent.intake.PassReason;
import customerio.agent.log.Level;
import customerio.agent.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What a person reading the log needs to know, in one line each; no line names a person or a key.
 * What ends a trouble is said as loudly as the trouble: whoever has heard of the one waits for the
 * other.
 */
final class Announcements {
  private final Log log;
  private final Consumer<String> warnings;
  private final Sparingly sparingly;
  private final AtomicBoolean firstCall = new AtomicBoolean();
  private final Set<String> redirected = ConcurrentHashMap.newKeySet();
  private final Set<SilentLoss> dropped = ConcurrentHashMap.newKeySet();
  private final Set<String> ownWays = ConcurrentHashMap.newKeySet();
  private final Set<PassReason> passed = EnumSet.noneOf(PassReason.class);

  Announcements(Consumer<String> log, Clock clock) {
    this.log = Log.of(log);
    this.warnings = this.log.at(Level.WARN);
    this.sparingly = new Sparingly(clock);
  }

  void firstCall(Endpoint endpoint, Region region, String what) {
    if (firstCall.compareAndSet(false, true)) {
      log.info(
          "first call taken over: "
              + endpoint.operationName()
              + " to "
              + (endpoint.api() + "-" + region).toLowerCase(Locale.ROOT)
              + ", "
              + what);
    }
  }

  /** Said once for each reason: the MBean counts. */
  void passed(PassReason reason) {
    synchronized (passed) {
      if (reason == PassReason.OBSERVED || !passed.add(reason)) {
        return;
      }
    }
    log.warn(
        "a call was left to the application's own client because "
            + reason.words()
            + "; the MBean counts further ones");
  }

  /** Said once for each client and reason: the MBean counts. */
  void ownWay(String client, OwnWay way) {
    if (!ownWays.add(client + way)) {
      return;
    }
    log.warn(
        "calls through "
            + client
            + " are left to it because "
            + way.words()
            + ", and a delivery after a restart could not do as it does; to have them taken over, "
            + (way.remedy() == null ? "leave that to the JVM" : way.remedy())
            + ", or set transport.own-way=take-over if the JVM's way leads there as well; the"
            + " MBean counts them");
  }

  /** Said once for each reason: the MBean counts. */
  void drops(SilentLoss loss) {
    if (dropped.add(loss)) {
      log.warn(
          "Customer.io answers 200 to this and drops it: "
              + loss.words()
              + "; "
              + loss.remedy()
              + "; the MBean counts further ones");
    }
  }

  void dead(Destination destination, Operation operation, String reason) {
    sparingly.say(
        "dead " + destination + ' ' + reason.split(":")[0],
        warnings,
        (operation == null
                ? "an operation"
                : operation.endpoint().operationName() + ' ' + operation.id())
            + (destination == null ? "" : " to " + destination)
            + " will not be delivered ("
            + reason
            + ") and is kept as a dead letter");
  }

  void unclear(Destination destination, int operations, String reason) {
    sparingly.say(
        "unclear " + destination,
        warnings,
        "the answer of "
            + destination
            + " to a batch of "
            + operations
            + " does not tell which were taken ("
            + reason
            + "); each is sent again by itself, and recognised by its id");
  }

  void held(Destination destination, Operation operation, int attempts, Duration delay) {
    sparingly.say(
        "held " + destination,
        warnings,
        operation.endpoint().operationName()
            + ' '
            + operation.id()
            + " to "
            + destination
            + " failed "
            + attempts
            + " times while others passed; next try in "
            + delay.toSeconds()
            + " s");
  }

  void breaker(Destination destination, BreakerState state) {
    switch (state) {
      case OPEN ->
          sparingly.say(
              "breaker " + destination,
              warnings,
              destination + " fails; operations wait on disk until it answers again");
      case CLOSED ->
          sparingly.say("breaker " + destination, warnings, destination + " answers again");
      case HALF_OPEN -> {
        // a probe is no news
      }
    }
  }

  /** What a request has come to; of its operations how many they are. */
  void concluded(Conclusion conclusion) {
    if (log.isDebug()) {
      log.debug(
          conclusion.destination()
              + ": "
              + conclusion.operations()
              + " operations in one request, "
              + conclusion.attempts()
              + " attempts, "
              + conclusion.took().toMillis()
              + " ms, "
              + conclusion.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  void aging(Destination destination, Duration oldest) {
    sparingly.say(
        "aging " + destination,
        warnings,
        "operations to "
            + destination
            + " have waited for "
            + oldest.toHours()
            + " h; Customer.io starts no campaign with events older than 72 h, and queue.max-age"
            + " decides whether they are delivered at all; make it reachable, or check the key");
  }

  void refused(Destination destination, boolean refused) {
    sparingly.say(
        "refused " + destination,
        warnings,
        refused
            ? destination
                + " refuses the credential; its operations wait, and the application's calls go"
                + " through unanswered; check key and region"
            : destination + " accepts the credential again");
  }

  void redirected(Destination destination, String host) {
    // each request is redirected, and one line tells it all
    if (!redirected.add(destination + host)) {
      return;
    }
    log.warn(
        destination
            + " redirects to "
            + host
            + "; the account is probably in the other region: correct the application's base URL");
  }

  void fault(String place, Throwable fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    log.error(
        "a fault in "
            + place
            + " ("
            + fault.getClass().getName()
            + (stack.length == 0 ? "" : " at " + stack[0])
            + "); the application did not notice; please report this");
  }
}
