package customerio.agent.management;

import customerio.agent.capture.Seam;
import java.util.List;

/** Reads the counts each time it is asked. Thread-safe. */
public final class ClientsBean implements ClientsMXBean {

  @Override
  public List<ClientView> getClients() {
    return Seam.counts().stream().map(ClientsBean::view).toList();
  }

  private static ClientView view(Seam.Counts counts) {
    return new ClientView(
        counts.client(),
        counts.enabled(),
        counts.present(),
        counts.answered(),
        counts.relayed(),
        counts.passed(),
        counts.mismatches());
  }
}
