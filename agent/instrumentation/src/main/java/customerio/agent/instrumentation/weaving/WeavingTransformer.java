package customerio.agent.instrumentation.weaving;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
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

  WeavingTransformer(
      Runnable beforeWeaving, Dispatcher dispatcher, Map<String, List<Hook>> hooksByInternalName) {
    this.beforeWeaving = beforeWeaving;
    this.dispatcher = dispatcher;
    this.hooksByInternalName = hooksByInternalName;
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
    if (hooks == null || loader == agent || loader instanceof BridgeClassLoader) {
      return null;
    }
    try {
      beforeWeaving.run();
      dispatcher.ensureDefined();
      return ClassWeaver.weave(classFile, hooks);
    } catch (Throwable e) {
      CallTaker taker = Interception.taker();
      if (taker != null) {
        taker.suppressed("weaving of " + className, e);
      }
      return null;
    }
  }
}
