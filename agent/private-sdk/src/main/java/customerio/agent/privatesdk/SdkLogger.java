package customerio.agent.privatesdk;

import java.util.function.Consumer;
import java.util.logging.Level;

/**
 * Stands in the SDK's classes where {@code java.util.logging.Logger} stood; the build replaces the
 * name. Loggers of that library are one to a name in the whole JVM, so a level or a filter set
 * there for our SDK would silence the application's own, and without one a collector that is away
 * puts stack traces into the application's log.
 *
 * <p>What is worth a warning goes to one place, without its stack. What {@link OtlpSender} has to
 * say about a failed export it says itself, so the exporters' words on it are dropped: they may
 * quote a collector's answer. Thread-safe.
 */
public final class SdkLogger {
  private static final String EXPORTER = "io.opentelemetry.exporter.otlp.internal.HttpExporter";
  private static final String READER = "io.opentelemetry.sdk.metrics.export.PeriodicMetricReader";

  private static volatile Consumer<String> warnings = warning -> {};

  private final String name;

  private SdkLogger(String name) {
    this.name = name;
  }

  static void warnTo(Consumer<String> listener) {
    warnings = listener;
  }

  public static SdkLogger getLogger(String name) {
    return new SdkLogger(name);
  }

  public String getName() {
    return name;
  }

  public boolean isLoggable(Level level) {
    return level.intValue() >= Level.WARNING.intValue()
        && !name.equals(EXPORTER)
        && !name.equals(READER);
  }

  public void log(Level level, String message) {
    if (isLoggable(level)) {
      warnings.accept(message);
    }
  }

  public void log(Level level, String message, Throwable thrown) {
    log(level, message + " (" + thrown.getClass().getSimpleName() + ')');
  }

  public void log(Level level, String message, Object parameter) {
    log(level, message);
  }

  public void log(Level level, String message, Object[] parameters) {
    log(level, message);
  }

  public void severe(String message) {
    log(Level.SEVERE, message);
  }

  public void warning(String message) {
    log(Level.WARNING, message);
  }

  public void info(String message) {
    log(Level.INFO, message);
  }

  public void config(String message) {
    log(Level.CONFIG, message);
  }

  public void fine(String message) {
    log(Level.FINE, message);
  }

  public void finer(String message) {
    log(Level.FINER, message);
  }

  public void finest(String message) {
    log(Level.FINEST, message);
  }
}
