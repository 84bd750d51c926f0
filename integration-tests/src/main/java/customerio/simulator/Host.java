package customerio.simulator;

import java.util.ArrayList;
import java.util.List;

/** One of Customer.io's public hosts; {@code track-eu} stands for {@code track-eu.customer.io}. */
public record Host(Family family, Region region) {

  private static final List<Host> ALL = all();

  /** All six, Track first, US before EU. */
  public static List<Host> values() {
    return ALL;
  }

  /**
   * @param label such as {@code pipelines-us}
   * @throws IllegalArgumentException when there is no such host
   */
  public static Host of(String label) {
    return ALL.stream()
        .filter(host -> host.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no host is called " + label));
  }

  public String label() {
    return family.label() + "-" + region.label();
  }

  private static List<Host> all() {
    List<Host> hosts = new ArrayList<>();
    for (Family family : Family.values()) {
      for (Region region : Region.values()) {
        hosts.add(new Host(family, region));
      }
    }
    return List.copyOf(hosts);
  }
}
