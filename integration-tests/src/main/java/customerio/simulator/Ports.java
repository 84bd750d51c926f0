package customerio.simulator;

import java.util.Map;

/**
 * Which ports to listen on, by listener ({@code track-us}, …, {@code control}). What is not in it
 * gets a free one.
 */
public record Ports(Map<String, Integer> byListener) {

  public static final Ports FREE = new Ports(Map.of());

  public Ports {
    byListener = Map.copyOf(byListener);
  }

  int of(String listener) {
    return byListener.getOrDefault(listener, 0);
  }
}
