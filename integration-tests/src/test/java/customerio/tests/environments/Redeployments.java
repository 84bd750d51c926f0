package customerio.tests.environments;

import customerio.jvm.Patience;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A server that is never restarted: it deploys the same application again and again, each time with
 * a loader and an OkHttp of its own, and says how many of them are still there at the end.
 */
public final class Redeployments {
  private static final int DEPLOYMENTS = 50;

  private Redeployments() {}

  /**
   * @param arguments directory of OkHttp's jars, base address of Track
   */
  public static void main(String[] arguments) throws Exception {
    URL[] application = application(Path.of(arguments[0]));
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      loaders.add(deployed(application, arguments[1] + "/api/v1/customers/" + i));
    }
    System.out.println("still there: " + stillThere(loaders));
    System.out.flush();
    System.exit(0);
  }

  private static URL[] application(Path jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(Redeployments.class.getProtectionDomain().getCodeSource().getLocation());
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Nothing of the application's is on our stack any more when this returns. */
  private static WeakReference<ClassLoader> deployed(URL[] application, String url)
      throws Exception {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(application, platform)) {
      Class<?> type = loader.loadClass(OneOkHttpCall.class.getName());
      Callable<?> call = (Callable<?>) type.getConstructor(String.class).newInstance(url);
      System.out.println(call.call());
      return new WeakReference<>(loader);
    }
  }

  private static long stillThere(List<WeakReference<ClassLoader>> loaders) {
    return Patience.until(
        () -> {
          System.gc();
          return loaders.stream().filter(loader -> loader.get() != null).count();
        },
        alive -> alive == 0);
  }
}
