package customerio.agent.routing;

import java.util.HashMap;
import java.util.Map;

/** What would become of people, without a trace: a batch is looked through before it is decided. */
final class Tentative implements Whereabouts {
  private final Whereabouts real;
  private final Map<String, Stay> changes = new HashMap<>();

  Tentative(Whereabouts real) {
    this.real = real;
  }

  @Override
  public Stay of(String name) {
    Stay changed = changes.get(name);
    return changed != null ? changed : real.of(name);
  }

  @Override
  public Workspace settle(String name, Workspace workspace) {
    changes.put(name, new Stay(workspace, false));
    return workspace;
  }

  @Override
  public void release(String name) {
    changes.put(name, new Stay(of(name).workspace(), true));
  }
}
