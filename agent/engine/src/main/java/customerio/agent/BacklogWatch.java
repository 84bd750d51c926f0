package customerio.agent;

import customerio.agent.capture.OwnThread;
import customerio.agent.capture.Seam;
import customerio.agent.config.Settings;
import customerio.agent.log.Log;
import java.io.File;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An application that was restarted may have nothing to say for hours while its backlog waits, or
 * somebody for the health port: looks after a few seconds, when the application's own start is
 * over, whether that is so. And whoever waits for a first call in vain is told what may be the
 * reason: silence is what people hold against agents most.
 */
final class BacklogWatch implements Runnable {
  private static final long SILENT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final LazyAgent agent;
  private final long afterMillis;
  private final Consumer<String> log;

  BacklogWatch(LazyAgent agent, long afterMillis, Consumer<String> log) {
    this.agent = agent;
    this.afterMillis = afterMillis;
    this.log = log;
  }

  void start() {
    OwnThread.of("customerio-agent-backlog", this).start();
  }

  @Override
  public void run() {
    try {
      if (!agent.awaitStart(afterMillis)) {
        agent.startIfNeeded();
      }
      if (!agent.awaitCall(SILENT_MILLIS) && agent.isEnabled()) {
        Log.of(log).info(silence(Seam.counts()));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  static boolean isNeeded(Settings settings) {
    if (settings.health().isOn()) {
      return true;
    }
    // java.io.File, as an application without a queue should not pay for the default file system
    File[] journals =
        new File(settings.queue().directory().toString()).listFiles(File::isDirectory);
    return journals != null && journals.length > 0;
  }

  static String silence(List<Seam.Counts> clients) {
    List<String> present =
        clients.stream().filter(Seam.Counts::present).map(Seam.Counts::client).toList();
    return "no call to Customer.io in the first 10 minutes; if the application makes some, it calls"
        + " a host that is not Customer.io's (name it with hosts.extra), or with a client that is"
        + " not intercepted (intercepted so far: "
        + (present.isEmpty() ? "none" : String.join(", ", present))
        + "; docs/clients.md lists all that can be)";
  }
}
