package customerio.agent.telemetry.metrics;

import java.util.List;
import java.util.function.DoubleConsumer;

/** Who wants to know each value of a histogram, and to read everything else now and then. */
public interface Outlet {
  Outlet NONE =
      new Outlet() {
        @Override
        public DoubleConsumer histogram(Metric metric, List<String> labels) {
          return null;
        }

        @Override
        public void open(Registry registry) {}
      };

  /**
   * @return what takes the values of a series, in the metric's unit, and is kept by the outlet;
   *     null = nobody does
   */
  DoubleConsumer histogram(Metric metric, List<String> labels);

  /** From now on the registry may be read, on any thread. Called once. */
  void open(Registry registry);
}
