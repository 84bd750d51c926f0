package customerio.agent.commandline;

import customerio.agent.operations.QueueOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An application in the heap. */
class FakeApplication implements Application, RunningAgent {
  final FakeQueue queue = new FakeQueue();
  final List<String> asked = new ArrayList<>();
  String health = "UP";
  List<String> reasons = List.of();
  List<ClientUse> clients = List.of();
  String probed = "track-us answers (401 in 12 ms)\nas of 3 s ago";
  String document = "";
  boolean ended;
  long left;
  boolean closed;

  @Override
  public String name() {
    return "pid 4711 (shop.jar)";
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public QueueOperations queue() {
    return queue;
  }

  @Override
  public RunningAgent agent() {
    return this;
  }

  @Override
  public Facts facts() {
    return new Facts("0.1.0", "async", health, reasons, 1_280, 1_200, 37, 2, 0);
  }

  @Override
  public List<ClientUse> clients() {
    return clients;
  }

  @Override
  public String probe() {
    return probed;
  }

  @Override
  public String document() throws IOException {
    if (ended) {
      throw new IOException("connection refused");
    }
    return document;
  }

  @Override
  public void pause() {
    asked.add("pause");
  }

  @Override
  public void resume() {
    asked.add("resume");
  }

  @Override
  public long flush(Duration timeout) {
    asked.add("flush " + timeout.toSeconds());
    return left;
  }

  @Override
  public void close() {
    closed = true;
  }
}
