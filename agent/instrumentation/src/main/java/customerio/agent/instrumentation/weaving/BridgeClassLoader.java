package customerio.agent.instrumentation.weaving;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where code of ours meets classes of one application loader.
 *
 * <pre>
 *   platform ◀─────────────────── agent loader   engine, weaving, libraries
 *      ▲                              ▲
 *      │                              │ our other packages
 *   application ◀──────────────── bridge         own copy of instrumentation.app.*,
 *      okhttp3.*, …   all else                   of telemetry.opentelemetry.*
 * </pre>
 *
 * Nothing is injected into the application, and two web applications with two versions of a client
 * never see each other's types.
 */
final class BridgeClassLoader extends ClassLoader {
  static final String OWN = "customerio.agent.instrumentation.app.";

  /** Also loaded by the agent's loader, against the copy of OpenTelemetry that we bring along. */
  private static final String OPEN_TELEMETRY = "customerio.agent.telemetry.opentelemetry.";

  private static final String AGENT = "customerio.agent.";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader agent;

  BridgeClassLoader(ClassLoader agent, ClassLoader application) {
    super("customerio-agent-bridge", application);
    this.agent = agent;
  }

  /** Whether every bridge has a copy of it, linked to its application. */
  static boolean isOwn(String name) {
    return name.startsWith(OWN) || name.startsWith(OPEN_TELEMETRY);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(AGENT)) {
      return super.loadClass(name, resolve);
    }
    if (!isOwn(name)) {
      return agent.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!isOwn(name)) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = read(name);
    return defineClass(name, bytes, 0, bytes.length, BridgeClassLoader.class.getProtectionDomain());
  }

  /** The class file of a class of ours that could be loaded. */
  byte[] bytes(String name) {
    try {
      return read(name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }

  private byte[] read(String name) throws ClassNotFoundException {
    try (InputStream in = agent.getResourceAsStream(name.replace('.', '/').concat(".class"))) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
