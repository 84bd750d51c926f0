package customerio.agent.delivery;

import customerio.agent.customerio.Operation;
import customerio.agent.queue.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes what it is told, in short lines. */
final class RecordingListener implements DeliveryListener {
  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  List<String> lines(String beginning) {
    return lines.stream().filter(line -> line.startsWith(beginning)).toList();
  }

  @Override
  public SendObservation sending(DeliveryRequest request) {
    String what = request.method() + ' ' + request.route() + " x" + request.operations().size();
    lines.add("sending " + what + " #" + request.attempt());
    return outcome ->
        lines.add("sent " + (outcome.failure() == null ? outcome.status() : outcome.failure()));
  }

  @Override
  public void turnedAway(Destination destination) {
    lines.add("turned away");
  }

  @Override
  public void delivered(Destination destination, List<Operation> operations) {
    lines.add("delivered " + operations.size());
  }

  @Override
  public void dead(Destination destination, Ticket ticket, Operation operation, String reason) {
    lines.add("dead " + ticket.sequence() + ' ' + reason);
  }

  @Override
  public void retried(Destination destination, List<Operation> operations, String reason) {
    lines.add("retried " + operations.size() + ' ' + reason);
  }

  @Override
  public void unclear(Destination destination, List<Operation> operations, String reason) {
    lines.add("unclear " + operations.size() + ' ' + reason);
  }

  @Override
  public void held(Destination destination, Operation operation, int attempts, Duration delay) {
    lines.add("held after " + attempts + " for " + delay.toSeconds() + "s");
  }

  @Override
  public void breakerChanged(Destination destination, BreakerState from, BreakerState to) {
    lines.add("breaker " + from + "->" + to);
  }

  @Override
  public void refused(Destination destination, boolean refused) {
    lines.add("refused " + refused);
  }

  @Override
  public void aging(Destination destination, Duration oldest) {
    lines.add("aging " + oldest.toHours() + "h");
  }

  @Override
  public void throttled(Destination destination, Duration pause) {
    lines.add("throttled " + pause.toMillis() + "ms");
  }

  @Override
  public void redirected(Destination destination, String host) {
    lines.add("redirected " + host);
  }

  @Override
  public void fault(Destination destination, Throwable fault) {
    lines.add("fault " + fault);
  }
}
