package customerio.agent.instrumentation.weaving;

import customerio.agent.instrumentation.AllClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Defines woven copies of classes, each in a loader of its own. */
final class Woven {
  private static final Function<Object[], Object> LINKER =
      new CallSiteLinker(
          new InterceptorLoader(Woven.class.getClassLoader()), clientByInterceptor());

  static {
    try {
      // In a JVM with the agent, the agent defines it; the JVM of these tests was started with it.
      Class.forName("java.lang.CustomerioAgentDispatcher")
          .getMethod("install", Function.class)
          .invoke(null, LINKER);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Woven() {}

  private static Map<String, String> clientByInterceptor() {
    Map<String, String> clients = Weaving.clientByInterceptor(AllClients.get());
    clients.put(ProgrammedInterceptor.class.getName(), "programmed");
    clients.put(ToldInterceptor.class.getName(), "told");
    return clients;
  }

  /** Has the call sites of woven classes linked from now on. */
  static void link() {
    // done when this class is initialised
  }

  /** A new instance of the woven class, seen as one of its interfaces. */
  static Object instanceOf(Class<?> original, int classFileVersion, List<Hook> hooks)
      throws Exception {
    byte[] classFile = bytesOf(original);
    classFile[7] = (byte) classFileVersion;
    byte[] woven = ClassWeaver.weave(classFile, hooks);
    return new OneClassLoader(original, woven)
        .loadClass(original.getName())
        .getConstructor()
        .newInstance();
  }

  static byte[] bytesOf(Class<?> type) {
    try (InputStream in =
        type.getClassLoader().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class OneClassLoader extends ClassLoader {
    private final String name;
    private final byte[] bytes;

    OneClassLoader(Class<?> original, byte[] bytes) {
      super(original.getClassLoader());
      this.name = original.getName();
      this.bytes = bytes;
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
      if (!wanted.equals(name)) {
        return super.loadClass(wanted, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
    }
  }
}
