package customerio.agent;

/**
 * An application that was restarted may have nothing to say for hours while its backlog waits:
 * looks after a few seconds, when the application's own start is over, whether there is one.
 */
final class BacklogWatch extends Thread {
  private static final long AFTER_MILLIS = 5_000;

  private final LazyAgent agent;

  BacklogWatch(LazyAgent agent) {
    super("customerio-agent-backlog");
    this.agent = agent;
    setDaemon(true);
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    try {
      if (!agent.awaitStart(AFTER_MILLIS)) {
        agent.startIfBacklog();
      }
    } catch (InterruptedException ended) {
      interrupt();
    }
  }
}
