package customerio.agent;

import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.util.ArrayList;
import java.util.List;

/** Keeps names as they are, and remembers what it was told. */
class QueueWatcher implements WatchedQueue.Watcher {
  final List<Routing> passed = new ArrayList<>();
  final List<Ticket> withdrawn = new ArrayList<>();

  @Override
  public Routing named(Routing routing) {
    return routing;
  }

  @Override
  public void passed(Routing routing) {
    passed.add(routing);
  }

  @Override
  public void givenUp() {}

  @Override
  public void withdrawn(Ticket ticket) {
    withdrawn.add(ticket);
  }
}
