package customerio.agent.instrumentation;

import customerio.agent.instrumentation.weaving.Weaving;
import java.lang.instrument.Instrumentation;

/** The first class of ours in the isolated loader. */
public final class AgentStart {

  private AgentStart() {}

  /**
   * Called by name from outside the loader.
   *
   * @param arguments behind the equals sign of {@code -javaagent}, or null
   */
  public static void start(String arguments, Instrumentation instrumentation) throws Exception {
    EngineStart engine = new EngineStart(arguments);
    ClientSwitches switches = ClientSwitches.of(arguments);
    Weaving.start(
        instrumentation,
        switches.mayReceiveWebhooks() ? Clients.withServers() : Clients.all(),
        switches,
        engine);
    new EngineWatch(engine).start();
  }
}
