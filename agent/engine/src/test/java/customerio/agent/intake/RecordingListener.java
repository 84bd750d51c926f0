package customerio.agent.intake;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down how each observation ended. */
final class RecordingListener implements IntakeListener {
  final List<String> ends = new ArrayList<>();
  final List<Rehearsed> rehearsed = new ArrayList<>();
  final List<String> watched = new ArrayList<>();
  final List<String> faults = new ArrayList<>();
  RuntimeException failure;
  RuntimeException failureAfterAppend;
  Error failureInReports;
  RuntimeException failureInOrigin;

  @Override
  public Origin origin() {
    if (failureInOrigin != null) {
      throw failureInOrigin;
    }
    return Origin.UNKNOWN;
  }

  @Override
  public CallObservation taking(Endpoint endpoint, Region region, Origin origin) {
    if (failure != null) {
      throw failure;
    }
    return new CallObservation() {
      @Override
      public String traceparent(long credential) {
        return null;
      }

      @Override
      public void accepted(Operation operation) {
        if (failureAfterAppend != null) {
          throw failureAfterAppend;
        }
        ends.add("accepted " + operation.endpoint());
      }

      @Override
      public void deduplicated(String operationId) {
        ends.add("deduplicated");
      }

      @Override
      public void relayed(int status) {
        if (failureInReports != null) {
          throw failureInReports;
        }
        ends.add("relayed " + status);
      }

      @Override
      public void drops(SilentLoss loss) {
        ends.add("drops " + loss);
      }

      @Override
      public void passed(PassReason reason) {
        if (failureInReports != null) {
          throw failureInReports;
        }
        ends.add("passed " + reason);
      }
    };
  }

  @Override
  public void rehearsed(Rehearsed call) {
    rehearsed.add(call);
  }

  @Override
  public void watched(boolean atOnce, int status, Duration took) {
    watched.add((atOnce ? "at once " : "waits ") + status + " after " + took.toMillis() + " ms");
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    if (failureInReports != null) {
      throw failureInReports;
    }
    faults.add(place + ": " + fault.getMessage());
  }
}
