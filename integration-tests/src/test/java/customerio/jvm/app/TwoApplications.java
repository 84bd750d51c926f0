package customerio.jvm.app;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;

/** Runs {@link OkHttpCall} in two class loaders, as a servlet container runs two applications. */
public final class TwoApplications {

  private TwoApplications() {}

  /**
   * @param arguments the URL to call, and the class path of each application
   */
  public static void main(String[] arguments) throws Exception {
    for (String classPath : new String[] {arguments[1], arguments[2]}) {
      String[] parts = classPath.split(File.pathSeparator);
      URL[] urls = new URL[parts.length];
      for (int i = 0; i < parts.length; i++) {
        urls[i] = new File(parts[i]).toURI().toURL();
      }
      try (URLClassLoader application =
          new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
        application
            .loadClass(OkHttpCall.class.getName())
            .getMethod("main", String[].class)
            .invoke(null, (Object) new String[] {arguments[0]});
      }
    }
    System.exit(0);
  }
}
