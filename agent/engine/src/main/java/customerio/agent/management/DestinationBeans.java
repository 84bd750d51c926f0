package customerio.agent.management;

import customerio.agent.delivery.Allowance;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A bean for each destination and one for its breaker, from its first operation to the end of the
 * JVM, as destinations never go. Not thread-safe.
 */
public final class DestinationBeans {
  /** An application whose users bring their own keys has thousands; the root bean has them all. */
  static final int MOST = 50;

  private final Supplier<List<DestinationState>> states;
  private final Figures figures;
  private final Function<Destination, Allowance> allowance;
  private final Consumer<Destination> tryNow;
  private final Set<String> registered = new HashSet<>();

  /**
   * @param allowance how much may go to one at the moment
   * @param tryNow ends the wait of a breaker
   */
  public DestinationBeans(
      Supplier<List<DestinationState>> states,
      Figures figures,
      Function<Destination, Allowance> allowance,
      Consumer<Destination> tryNow) {
    this.states = states;
    this.figures = figures;
    this.allowance = allowance;
    this.tryNow = tryNow;
  }

  void look(Jmx jmx) {
    for (DestinationState state : states.get()) {
      if (registered.size() < MOST && registered.add(state.label())) {
        register(jmx, state);
      }
    }
  }

  private void register(Jmx jmx, DestinationState first) {
    Destination destination = new Destination(first.api(), first.region(), first.credential());
    DestinationFigures counted = figures.of(destination);
    Supplier<DestinationState> now = () -> now(first);
    Supplier<Allowance> allowed = () -> allowance.apply(destination);
    String name = ",name=" + first.label();
    jmx.register(
        "type=Destination" + name,
        new DestinationBean(now, allowed, counted),
        DestinationMXBean.class);
    jmx.register(
        "type=CircuitBreaker" + name,
        new CircuitBreakerBean(now, allowed, counted, () -> tryNow.accept(destination)),
        CircuitBreakerMXBean.class);
  }

  private DestinationState now(DestinationState first) {
    return states.get().stream()
        .filter(state -> state.label().equals(first.label()))
        .findFirst()
        .orElse(first);
  }
}
