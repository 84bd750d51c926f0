package customerio.agent;

/**
 * An application that was restarted may have nothing to say for hours while its backlog waits:
 * looks after a few seconds, when the application's own start is over, whether there is one.
 */
final class BacklogWatch extends Thread {
  private final LazyAgent agent;
  private final long afterMillis;

  BacklogWatch(LazyAgent agent, long afterMillis) {
    super("customerio-agent-backlog");
    this.agent = agent;
    this.afterMillis = afterMillis;
    setDaemon(true);
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    try {
      if (!agent.awaitStart(afterMillis)) {
        agent.startIfBacklog();
      }
    } catch (InterruptedException ended) {
      interrupt();
    }
  }
}
