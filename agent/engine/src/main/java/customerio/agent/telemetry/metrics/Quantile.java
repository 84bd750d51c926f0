package customerio.agent.telemetry.metrics;

import java.util.List;

/** Estimates as Prometheus's histogram_quantile does, so that dashboard and MBean agree. */
final class Quantile {

  private Quantile() {}

  /**
   * @param share from 0 to 1
   * @param counts of each bucket, one more than there are bounds
   * @return linear within the bucket; beyond the last bound that bound; 0 when nothing was counted
   */
  static double of(double share, List<Double> upper, long[] counts) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    double rank = share * all;
    long below = 0;
    for (int i = 0; i < upper.size(); i++) {
      if (counts[i] > 0 && below + counts[i] >= rank) {
        double lower = i == 0 ? 0 : upper.get(i - 1);
        return lower + (upper.get(i) - lower) * (rank - below) / counts[i];
      }
      below += counts[i];
    }
    return all == 0 ? 0 : upper.get(upper.size() - 1);
  }
}
