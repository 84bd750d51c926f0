package customerio.agent.instrumentation.weaving;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import customerio.agent.capture.Seam;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;

/**
 * Sees every class the JVM loads, so it looks up one name in one map; what weaves is loaded when
 * the first class that matters comes by.
 */
final class WeavingTransformer implements ClassFileTransformer {
  private final ClassLoader agent = WeavingTransformer.class.getClassLoader();
  private final Runnable beforeWeaving;
  private final Dispatcher dispatcher;
  private final Map<String, List<Hook>> hooksByInternalName;
  private final Map<String, String> clientByInterceptor;

  WeavingTransformer(
      Runnable beforeWeaving,
      Dispatcher dispatcher,
      Map<String, List<Hook>> hooksByInternalName,
      Map<String, String> clientByInterceptor) {
    this.beforeWeaving = beforeWeaving;
    this.dispatcher = dispatcher;
    this.hooksByInternalName = hooksByInternalName;
    this.clientByInterceptor = clientByInterceptor;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> classBeingRedefined,
      ProtectionDomain protectionDomain,
      byte[] classFile) {
    // Hidden classes have no name.
    List<Hook> hooks = className == null ? null : hooksByInternalName.get(className);
    if (hooks == null
        || loader == agent
        || loader instanceof BridgeClassLoader
        || isOfAnotherAgent(loader)) {
      return null;
    }
    try {
      beforeWeaving.run();
      dispatcher.ensureDefined();
      byte[] woven = ClassWeaver.weave(classFile, hooks);
      if (woven != null) {
        Seam.of(clientByInterceptor.get(hooks.get(0).interceptor())).woven();
      }
      return woven;
    } catch (Throwable e) {
      CallTaker taker = Interception.taker();
      if (taker != null) {
        taker.suppressed("weaving of " + className, e);
      }
      return null;
    }
  }

  /**
   * They have an HTTP client and an SDK in their loaders, with which they do not call Customer.io.
   */
  private static boolean isOfAnotherAgent(ClassLoader loader) {
    if (loader == null) {
      return false;
    }
    String type = loader.getClass().getName();
    return type.startsWith("io.opentelemetry.javaagent.")
        || type.startsWith("co.elastic.apm.")
        || type.startsWith("datadog.");
  }
}
