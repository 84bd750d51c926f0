package customerio.agent.telemetry.application;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Function;
import java.util.function.Supplier;

/** Code of an application on the stack. */
public final class Frame implements Function<Supplier<Object>, Object> {

  @Override
  public Object apply(Supplier<Object> inside) {
    return inside.get();
  }

  /** What the call answers when code of that loader makes it. */
  static Object of(ClassLoader loader, Supplier<Object> call) {
    try {
      @SuppressWarnings("unchecked")
      Function<Supplier<Object>, Object> frame =
          (Function<Supplier<Object>, Object>)
              loader.loadClass(Frame.class.getName()).getConstructor().newInstance();
      return frame.apply(call);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(loader.toString(), e);
    }
  }

  /** An application beside the tests', that has this class. */
  static ClassLoader application(ClassLoader parent) {
    return new URLClassLoader(
        new URL[] {Frame.class.getProtectionDomain().getCodeSource().getLocation()}, parent);
  }
}
