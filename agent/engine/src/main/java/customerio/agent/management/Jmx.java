package customerio.agent.management;

import java.util.function.Consumer;

/**
 * The agent's beans in the platform's MBean server, where there is one. A bean that cannot be
 * registered costs nothing but itself. Thread-safe.
 */
public final class Jmx {
  private final Consumer<String> log;
  private final PlatformBeans beans;

  private Jmx(PlatformBeans beans, Consumer<String> log) {
    this.beans = beans;
    this.log = log;
  }

  /**
   * Call it once the application runs: the server reads properties that an application server sets
   * as it starts.
   *
   * @param log told one line if there is no such server
   */
  public static Jmx open(Consumer<String> log) {
    try {
      // A class of its own, as one that names javax.management fails to link without that module.
      return new Jmx(PlatformBeans.open(), log);
    } catch (Exception | LinkageError unavailable) {
      log.accept(
          "no MBean customerio.agent:type=Agent ("
              + unavailable.getClass().getSimpleName()
              + "); everything else works; it needs the module java.management, with --add-modules"
              + " java.management in the java or jlink command");
      return new Jmx(null, log);
    }
  }

  /** Whether anybody can look at beans. */
  public boolean isThere() {
    return beans != null;
  }

  /**
   * @param key of the bean's name: {@code type=Queue}, {@code type=Destination,name=track-us}
   * @param type an MXBean interface
   */
  public <T> void register(String key, T bean, Class<T> type) {
    if (beans != null) {
      try {
        beans.register(key, bean, type);
      } catch (Exception | LinkageError refused) {
        log.accept(
            "no MBean customerio.agent:"
                + key
                + " ("
                + refused.getClass().getSimpleName()
                + "); everything else works; please report this");
      }
    }
  }

  /** Blocks for as long as subscribers do that are in this JVM. */
  void send(News news) {
    if (beans != null) {
      beans.send(news);
    }
  }
}
