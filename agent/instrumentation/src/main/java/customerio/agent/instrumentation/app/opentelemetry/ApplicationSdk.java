package customerio.agent.instrumentation.app.opentelemetry;

import customerio.agent.telemetry.application.ApplicationApi;
import customerio.agent.telemetry.application.ApplicationApis;
import customerio.agent.telemetry.metrics.Outlet;
import customerio.agent.telemetry.opentelemetry.OpenTelemetryTracing;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The SDK of the application in whose class loader it is: the newest, as the one before has mostly
 * been dropped; when the newest is closed, the one before, which may be the application's own and
 * the newest a library's. Thread-safe.
 */
final class ApplicationSdk implements ApplicationApi {
  /** Not referred to: whether this class links must not depend on it. */
  private static final String OUTLET =
      "customerio.agent.telemetry.opentelemetry.OpenTelemetryOutlet";

  /** Guarded by this class. */
  private static final Set<OpenTelemetry> SEEN = Collections.newSetFromMap(new WeakHashMap<>());

  /** What keeps it alive: every application's loader has a copy of this class. */
  private static volatile ApplicationSdk newest;

  /** Guarded by this class; null when there is none, or it is closed. */
  private static ApplicationSdk before;

  private final OpenTelemetry sdk;
  private volatile Tracing tracing;
  private Outlet outlet;

  private ApplicationSdk(OpenTelemetry sdk) {
    this.sdk = sdk;
  }

  static void used(OpenTelemetry sdk) {
    ApplicationSdk known = newest;
    if (known == null || known.sdk != sdk) {
      usedFirst(sdk);
    }
  }

  private static synchronized void usedFirst(OpenTelemetry sdk) {
    ClassLoader loader = sdk.getClass().getClassLoader();
    if (SEEN.add(sdk) && loader != null) {
      before = newest;
      newest = new ApplicationSdk(sdk);
      ApplicationApis.OF_THIS_JVM.found(loader, newest);
    }
  }

  static synchronized void ended(OpenTelemetry sdk) {
    ClassLoader loader = sdk.getClass().getClassLoader();
    if (before != null && before.sdk == sdk) {
      before = null;
    } else if (newest != null && newest.sdk == sdk) {
      newest = before;
      before = null;
      if (newest == null) {
        ApplicationApis.OF_THIS_JVM.gone(loader);
      } else {
        ApplicationApis.OF_THIS_JVM.found(loader, newest);
      }
    }
  }

  @Override
  public Tracing tracing(String version, SpanSettings settings) {
    Tracing known = tracing;
    if (known == null) {
      known = OpenTelemetryTracing.of(sdk, version, settings);
      tracing = known;
    }
    return known;
  }

  /** By name: an API that is too old for our metrics may still be good for our spans. */
  @Override
  public synchronized Outlet outlet(String version) {
    if (outlet == null) {
      outlet = open(version);
    }
    return outlet;
  }

  private Outlet open(String version) {
    try {
      return (Outlet)
          Class.forName(OUTLET)
              .getMethod("of", OpenTelemetry.class, String.class)
              .invoke(null, sdk, version);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Outlet.NONE;
    }
  }
}
