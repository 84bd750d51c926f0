package customerio.tests.history;

import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.simulator.faults.Poison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How the agent is set up, and what is chance in a history.
 *
 * @param latencyMillis of a request, half of it before it is done; not with histories that kill
 * @param meanwhile the application goes on talking while a delivery is under way
 * @param batchAnswer how Track answers a batch with an item that it refuses
 * @param window how many operations of an API may be in the heap
 * @param seed decides which lane goes first, and all jitter
 */
record Setup(
    boolean dedup,
    String batchMode,
    int batchOperations,
    int batchBytes,
    int latencyMillis,
    boolean meanwhile,
    Poison.BatchStyle batchAnswer,
    int window,
    long seed) {

  Setup withoutLatency() {
    return new Setup(
        dedup, batchMode, batchOperations, batchBytes, 0, meanwhile, batchAnswer, window, seed);
  }

  Settings settings() {
    List<String> problems = new ArrayList<>();
    Settings settings =
        SettingsReader.read(
            "queue.dir=/queue"
                + ",dedup.identify.window="
                + (dedup ? "5m" : "0s")
                + ",batch.mode="
                + batchMode
                + ",batch.max-operations="
                + batchOperations
                + ",batch.max-bytes="
                + batchBytes,
            new Properties(),
            Map.of(),
            problems::add);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.toString());
    }
    return settings;
  }
}
