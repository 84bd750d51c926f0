package customerio.agent.commandline;

import customerio.agent.operations.QueueOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** An application that runs with the agent, by its MBeans. */
final class RunningApplication implements Application, RunningAgent {
  static final String AGENT = "customerio.agent:type=Agent";
  private static final String CLIENTS = "customerio.agent:type=Clients";
  private static final String STATUS = "customerio.agent:type=Status";
  private static final String QUEUE = "customerio.agent:type=Queue";

  private final String name;
  private final Connection connection;
  private final Bean agent;
  private final Bean queue;

  /** Null when it has one that is in use. */
  private final RefusedQueue refused;

  RunningApplication(String name, Connection connection) throws IOException {
    this.name = name;
    this.connection = connection;
    agent = connection.bean(AGENT);
    queue = connection.bean(QUEUE);
    refused = connection.has(QUEUE) ? null : new RefusedQueue(trouble());
  }

  private String trouble() throws IOException {
    String trouble = agent.text("Trouble");
    return trouble.isEmpty() ? "the agent there is of a version without " + QUEUE : trouble;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public QueueOperations queue() {
    return refused == null ? new RunningQueue(queue) : refused;
  }

  @Override
  public RunningAgent agent() {
    return this;
  }

  @Override
  public Facts facts() throws IOException {
    return new Facts(
        agent.text("Version"),
        agent.text("Mode"),
        agent.text("Health"),
        agent.get("HealthReasons") instanceof String[] reasons ? List.of(reasons) : List.of(),
        agent.number("Accepted"),
        agent.number("Delivered"),
        agent.number("Deduplicated"),
        agent.number("Rejected"),
        agent.number("SuppressedFaults"));
  }

  @Override
  public List<ClientUse> clients() throws IOException {
    if (!connection.has(CLIENTS)) {
      return List.of(); // an older version
    }
    return Composite.list(connection.bean(CLIENTS).get("Clients"), c -> c).stream()
        .filter(client -> client.flag("present"))
        .map(RunningApplication::use)
        .toList();
  }

  private static ClientUse use(Composite client) {
    return new ClientUse(
        client.text("name"),
        client.number("answered"),
        client.number("relayed"),
        client.number("passed"),
        client.number("mismatches"));
  }

  @Override
  public String probe() throws IOException {
    return String.valueOf(agent.invoke("probeConnectivity"));
  }

  @Override
  public String document() throws IOException {
    return connection.has(STATUS) ? connection.bean(STATUS).text("Document") : "";
  }

  @Override
  public void pause() throws IOException {
    delivering().invoke("pause");
  }

  @Override
  public void resume() throws IOException {
    delivering().invoke("resume");
  }

  @Override
  public long flush(Duration timeout) throws IOException {
    int seconds = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toSeconds()));
    return RunningQueue.status(delivering().invoke("flush", seconds)).pending();
  }

  @Override
  public void close() {
    connection.close();
  }

  private Bean delivering() throws IOException {
    if (refused != null) {
      throw refused.refusal();
    }
    return queue;
  }
}
