package customerio.tests.commandline;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An application of many parts, each with an HTTP client of its own and a loader for it, as on an
 * application server. Each line on its standard input has all of them call once.
 *
 * <p>Arguments: the URL to call, then {@code CALLER=DIRECTORY} for each, the directory with the
 * jars of its library; "" for a client of the JDK.
 */
public final class ManyClients {

  private ManyClients() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Function<String, String>> clients = new LinkedHashMap<>();
    for (int i = 1; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      clients.put(pair[0], client(pair[0], pair[1]));
    }
    System.out.println("ready");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      StringBuilder answers = new StringBuilder(order + " =");
      clients.forEach(
          (name, client) ->
              answers.append(' ').append(name).append(':').append(client.apply(arguments[0])));
      System.out.println(answers);
    }
  }

  @SuppressWarnings("unchecked")
  private static Function<String, String> client(String name, String directory) throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.add(ManyClients.class.getProtectionDomain().getCodeSource().getLocation());
    if (!directory.isEmpty()) {
      try (Stream<Path> jars = Files.list(Path.of(directory))) {
        for (Path jar : jars.sorted().toList()) {
          urls.add(jar.toUri().toURL());
        }
      }
    }
    // lives as long as the application
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    return (Function<String, String>)
        loader.loadClass(OneClient.class.getName()).getConstructor(String.class).newInstance(name);
  }
}
