package customerio.agent.telemetry.metrics;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Stands for outlets that are still to come: since an SDK takes longer to make than a call may
 * wait, or since applications have not made theirs yet. Values of histograms that come before one
 * are not passed on to it. Thread-safe.
 *
 * <p>Refers weakly to what it stands for: an application's SDK goes with the application.
 */
final class LateOutlet implements Outlet {
  private Registry registry;
  private volatile List<WeakReference<Outlet>> outlets = List.of();

  /**
   * After {@link #open}.
   *
   * @param made to be kept by whoever made it, for as long as it is to be told
   */
  synchronized void use(Outlet made) {
    if (made == NONE || outlets.stream().anyMatch(known -> known.refersTo(made))) {
      return; // its instruments are there already
    }
    made.open(registry);
    List<WeakReference<Outlet>> all = new ArrayList<>(outlets);
    all.removeIf(outlet -> outlet.refersTo(null));
    all.add(new WeakReference<>(made));
    outlets = List.copyOf(all);
  }

  @Override
  public void open(Registry opened) {
    registry = opened;
  }

  @Override
  public DoubleConsumer histogram(Metric metric, List<String> labels) {
    return new LateSeries(metric, labels);
  }

  private final class LateSeries implements DoubleConsumer {
    private record Takers(
        List<WeakReference<Outlet>> of, List<WeakReference<DoubleConsumer>> values) {}

    private final Metric metric;
    private final List<String> labels;
    private volatile Takers takers = new Takers(List.of(), List.of());

    LateSeries(Metric metric, List<String> labels) {
      this.metric = metric;
      this.labels = labels;
    }

    @Override
    public void accept(double value) {
      for (WeakReference<DoubleConsumer> taker : takers().values) {
        DoubleConsumer values = taker.get();
        if (values != null) {
          values.accept(value);
        }
      }
    }

    private Takers takers() {
      List<WeakReference<Outlet>> current = outlets;
      Takers known = takers;
      if (known.of != current) {
        known = new Takers(current, values(current));
        takers = known;
      }
      return known;
    }

    private List<WeakReference<DoubleConsumer>> values(List<WeakReference<Outlet>> current) {
      List<WeakReference<DoubleConsumer>> values = new ArrayList<>();
      for (WeakReference<Outlet> one : current) {
        Outlet outlet = one.get();
        if (outlet != null) {
          values.add(new WeakReference<>(outlet.histogram(metric, labels)));
        }
      }
      return values;
    }
  }
}
