package customerio.agent.instrumentation;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Weaving;
import customerio.agent.instrumentation.wrapper.WrapperInstrumentation;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** The first class of ours in the isolated loader. */
public final class AgentStart {

  private AgentStart() {}

  /**
   * Called by name from outside the loader.
   *
   * @param arguments behind the equals sign of {@code -javaagent}, or null
   */
  public static void start(String arguments, Instrumentation instrumentation) throws Exception {
    ClientSwitches switches = ClientSwitches.of(arguments);
    String wrappersFile = switches.wrappersFile();
    if (wrappersFile != null) {
      startWithWrappers(arguments, switches, wrappersFile, instrumentation);
      return;
    }
    EngineStart engine = new EngineStart(arguments, Clients.all());
    Weaving.start(instrumentation, Clients.woven(switches), switches, engine);
    new EngineWatch(engine).start();
  }

  /** Apart, so that no other start has to load what is in it. */
  private static void startWithWrappers(
      String arguments, ClientSwitches switches, String file, Instrumentation instrumentation)
      throws Exception {
    WrapperInstrumentation wrappers = WrapperInstrumentation.of(file, System.getenv());
    List<ClientInstrumentation> shown = new ArrayList<>(Clients.all());
    shown.add(wrappers);
    List<ClientInstrumentation> woven = Clients.woven(switches);
    woven.add(wrappers);
    EngineStart engine = new EngineStart(arguments, shown);
    Weaving.start(instrumentation, woven, switches, engine);
    new EngineWatch(engine).start();
    if (switches.test(wrappers.name())) {
      engine.run(); // for what there is to say about the file
      wrappers.report();
    }
  }
}
