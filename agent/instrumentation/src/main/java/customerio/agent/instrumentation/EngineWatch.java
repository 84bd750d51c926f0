package customerio.agent.instrumentation;

/**
 * An earlier run may have left a backlog, and this run may make no call for hours that would wake
 * it. After a few seconds, when the application's own start is over, the engine starts anyway.
 */
final class EngineWatch extends Thread {
  private final EngineStart engine;

  EngineWatch(EngineStart engine) {
    super("customerio-agent-start");
    this.engine = engine;
    setDaemon(true);
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    try {
      if (!engine.awaitStart(EngineStart.BACKLOG_AFTER_MILLIS)) {
        engine.start(0);
      }
    } catch (Exception interrupted) { // by its name it would be loaded, at every start
      interrupt();
    }
  }
}
