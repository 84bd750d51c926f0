package customerio.jvm.app;

import java.lang.instrument.Instrumentation;

/** What any agent costs. */
public final class EmptyAgent {

  private EmptyAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {}
}
