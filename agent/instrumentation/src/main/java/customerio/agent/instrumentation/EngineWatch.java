package customerio.agent.instrumentation;

/**
 * An earlier run may have left a backlog, and this run may make no call for hours that would wake
 * it. After a few seconds, when the application's own start is over, the engine starts anyway.
 */
final class EngineWatch extends Thread {
  private static final long AT_THE_LATEST_MILLIS = 5_000;

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
      if (!engine.awaitRun(AT_THE_LATEST_MILLIS)) {
        engine.run();
      }
    } catch (InterruptedException nobodyDoesThat) {
      interrupt();
    }
  }
}
