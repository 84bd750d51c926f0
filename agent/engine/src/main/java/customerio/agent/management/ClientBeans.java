package customerio.agent.management;

import customerio.agent.capture.Seam;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A bean for each HTTP client that the application has, from when it has it. Not thread-safe. */
public final class ClientBeans {
  private final Supplier<List<Seam.Counts>> counts;
  private final Set<String> registered = new HashSet<>();

  public ClientBeans(Supplier<List<Seam.Counts>> counts) {
    this.counts = counts;
  }

  void look(Jmx jmx) {
    for (Seam.Counts client : counts.get()) {
      if (client.present() && registered.add(client.client())) {
        jmx.register(
            "type=Client,name=" + client.client(),
            new ClientBean(() -> now(client)),
            ClientMXBean.class);
      }
    }
  }

  private Seam.Counts now(Seam.Counts first) {
    return counts.get().stream()
        .filter(client -> client.client().equals(first.client()))
        .findFirst()
        .orElse(first);
  }
}
