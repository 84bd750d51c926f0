package customerio.agent.instrumentation;

import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import java.util.List;

/** For tests in other packages. */
public final class AllClients {

  private AllClients() {}

  public static List<ClientInstrumentation> get() {
    return Clients.woven(ClientSwitches.of("webhook.signing-key-file=/nowhere"));
  }
}
