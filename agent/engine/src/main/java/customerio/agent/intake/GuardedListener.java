package customerio.agent.intake;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnWay;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Whoever listens must not change what becomes of a call: telemetry reaches into an APM agent that
 * we do not know. Its faults end here, and each call ends once.
 */
final class GuardedListener implements IntakeListener {
  private final IntakeListener listener;

  GuardedListener(IntakeListener listener) {
    this.listener = listener;
  }

  @Override
  public Origin origin() {
    try {
      return listener.origin();
    } catch (Throwable fault) {
      suppressed("origin", fault);
      return Origin.UNKNOWN;
    }
  }

  @Override
  public Origin origin(Origin caller, Headers headers) {
    try {
      return listener.origin(caller, headers);
    } catch (Throwable fault) {
      suppressed("origin", fault);
      return caller;
    }
  }

  /** Throws what the listener throws: the call is not decided yet. */
  @Override
  public CallObservation taking(Endpoint endpoint, Region region, Origin origin) {
    return new Once(listener.taking(endpoint, region, origin));
  }

  @Override
  public void rehearsed(Rehearsed call) {
    try {
      listener.rehearsed(call);
    } catch (Throwable fault) {
      suppressed("observation", fault);
    }
  }

  @Override
  public void watched(boolean atOnce, int status, Duration took) {
    try {
      listener.watched(atOnce, status, took);
    } catch (Throwable fault) {
      suppressed("observation", fault);
    }
  }

  @Override
  public void ownWay(String client, OwnWay way) {
    try {
      listener.ownWay(client, way);
    } catch (Throwable fault) {
      suppressed("observation", fault);
    }
  }

  @Override
  public void intercepted(String client, boolean answered, long nanos) {
    try {
      listener.intercepted(client, answered, nanos);
    } catch (Throwable fault) {
      suppressed("observation", fault);
    }
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    try {
      listener.suppressed(place, fault);
    } catch (Throwable faultOfTheReport) {
      // there is nobody left to be told
    }
  }

  @Override
  public void suppressedBefore(long faults) {
    try {
      listener.suppressedBefore(faults);
    } catch (Throwable fault) {
      suppressed("observation", fault);
    }
  }

  private final class Once implements CallObservation {
    private final CallObservation observation;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Once(CallObservation observation) {
      this.observation = observation;
    }

    @Override
    public String traceparent(long credential) {
      return observation.traceparent(credential);
    }

    @Override
    public void accepted(Operation operation) {
      end(call -> call.accepted(operation));
    }

    @Override
    public void deduplicated(String operationId) {
      end(call -> call.deduplicated(operationId));
    }

    @Override
    public void relayed(int status) {
      end(call -> call.relayed(status));
    }

    @Override
    public void drops(SilentLoss loss) {
      try {
        observation.drops(loss);
      } catch (Throwable fault) {
        suppressed("observation", fault);
      }
    }

    @Override
    public void passed(PassReason reason) {
      end(call -> call.passed(reason));
    }

    private void end(Consumer<CallObservation> how) {
      try {
        if (open.compareAndSet(true, false)) {
          how.accept(observation);
        }
      } catch (Throwable fault) {
        suppressed("observation", fault);
      }
    }
  }
}
