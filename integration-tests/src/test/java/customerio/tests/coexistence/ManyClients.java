package customerio.tests.coexistence;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application of many parts, each with another client in a class loader of its own. Arguments:
 * base URL, and for each part {@code Caller=directory}, where a directory of jars may be missing.
 * Ends when all is delivered.
 */
public final class ManyClients {
  /** Looks, at least a millisecond apart. */
  private static final int PATIENCE = 60_000;

  private ManyClients() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i++) {
      String[] part = arguments[i].split("=", 2);
      ClassLoader loader = new URLClassLoader(jars(part[1]), ClassLoader.getPlatformClassLoader());
      Thread.currentThread().setContextClassLoader(loader);
      @SuppressWarnings("unchecked")
      UnaryOperator<String> client =
          (UnaryOperator<String>)
              loader
                  .loadClass(OneClient.class.getName())
                  .getConstructor(String.class)
                  .newInstance(part[0]);
      System.out.println(part[0] + ": " + client.apply(arguments[0]));
    }
    System.out.println("suppressed " + attribute("SuppressedFaults"));
    for (int looks = 0; pending() > 0 && looks < PATIENCE; looks++) {
      LockSupport.parkNanos(1_000_000);
    }
    System.out.println("pending " + pending());
    // clients' threads may not be daemons
    System.exit(0);
  }

  private static URL[] jars(String directory) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(url(Path.of(entry)));
    }
    if (!directory.isEmpty()) {
      try (Stream<Path> jars = Files.list(Path.of(directory))) {
        for (Path jar : jars.toList()) {
          urls.add(url(jar));
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  private static long pending() throws Exception {
    return ((Number) attribute("Pending")).longValue();
  }

  private static Object attribute(String name) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return server.getAttribute(new ObjectName("customerio.agent:type=Agent"), name);
  }
}
