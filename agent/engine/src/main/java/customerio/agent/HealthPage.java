package customerio.agent;

import customerio.agent.capture.OwnThread;
import customerio.agent.config.Settings;
import customerio.agent.log.Log;
import customerio.agent.management.port.HealthPort;
import customerio.agent.management.port.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens the port of {@code health.port}, if there is to be one. */
final class HealthPage {

  private HealthPage() {}

  /**
   * Returns at once: whoever looks up the name of {@code health.bind} must not keep the
   * application's first call waiting.
   *
   * @param site asked for only if there is to be a port
   */
  static void start(Settings.Health where, Supplier<Site> site, Consumer<String> log) {
    if (where.isOn()) {
      OwnThread.of("customerio-agent-health-start", () -> open(where, site.get(), log)).start();
    }
  }

  /** Whatever is wrong with it is one line; everything else goes on. */
  static void open(Settings.Health where, Site site, Consumer<String> log) {
    try {
      HealthPort port = HealthPort.open(where.bind(), where.port(), site);
      InetAddress address = port.address().getAddress();
      String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
      Log.of(log)
          .info(
              "status page and health on http://"
                  + (host.contains(":") ? '[' + host + ']' : host)
                  + ':'
                  + port.address().getPort()
                  + "/"
                  + (address.isLoopbackAddress() ? "" : ", open to the network (health.bind)"));
    } catch (IOException | RuntimeException | LinkageError unavailable) {
      Log.of(log)
          .warn(
              "no status page on "
                  + where.bind()
                  + ':'
                  + where.port()
                  + " ("
                  + unavailable.getClass().getSimpleName()
                  + ": "
                  + unavailable.getMessage()
                  + "); everything else works; give a free port with health.port, 0 for any, and with"
                  + " health.bind an address of this machine");
    }
  }
}
