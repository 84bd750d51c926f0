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
 *   application ◀──────────────── bridge         own copy of instrumentation.app.*
 *      okhttp3.*, …   all else
 * </pre>
 *
 * Nothing is injected into the application, and two web applications with two versions of a client
 * never see each other's types.
 */
final class BridgeClassLoader extends ClassLoader {
  static final String OWN = "customerio.agent.instrumentation.app.";
  private static final String AGENT = "customerio.agent.";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader agent;

  BridgeClassLoader(ClassLoader agent, ClassLoader application) {
    super("customerio-agent-bridge", application);
    this.agent = agent;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(AGENT)) {
      return super.loadClass(name, resolve);
    }
    if (!name.startsWith(OWN)) {
      return agent.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.startsWith(OWN)) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = read(name);
    return defineClass(name, bytes, 0, bytes.length, BridgeClassLoader.class.getProtectionDomain());
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
