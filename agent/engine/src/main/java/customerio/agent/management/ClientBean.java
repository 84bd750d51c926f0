package customerio.agent.management;

import customerio.agent.capture.Seam;
import java.util.function.Supplier;

/** Reads the counts each time it is asked. Thread-safe. */
final class ClientBean implements ClientMXBean {
  private final Supplier<Seam.Counts> counts;

  ClientBean(Supplier<Seam.Counts> counts) {
    this.counts = counts;
  }

  @Override
  public boolean isEnabled() {
    return counts.get().enabled();
  }

  @Override
  public long getAnswered() {
    return counts.get().answered();
  }

  @Override
  public long getRelayed() {
    return counts.get().relayed();
  }

  @Override
  public long getPassed() {
    return counts.get().passed();
  }

  @Override
  public long getMismatches() {
    return counts.get().mismatches();
  }
}
