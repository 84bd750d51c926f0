package customerio.tests.ownsdk.app;

import customerio.jvm.Patience;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.ObjectName;

/**
 * A server of shops that does what its standard input says: {@code open NAME SDK} with the SDK of
 * the class path, {@code deploy NAME SDK} with one of its own, {@code NAME event PERSON SEQ},
 * {@code NAME close}, {@code mbean ATTRIBUTE}, {@code undeploy NAME}, which answers whether the
 * shop's class loader is {@code gone}. Arguments: base address of Track, directory of an SDK's
 * jars.
 */
public final class Shops {
  private final String base;
  private final URL[] application;
  private final Map<String, Function<String, String>> shops = new HashMap<>();

  private Shops(String base, URL[] application) {
    this.base = base;
    this.application = application;
  }

  public static void main(String[] arguments) throws Exception {
    Shops shops = new Shops(arguments[0], application(Path.of(arguments[1])));
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + shops.answer(line.split(" ")));
    }
  }

  private static URL[] application(Path jars) throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.add(Shops.class.getProtectionDomain().getCodeSource().getLocation());
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private String answer(String[] words) throws Exception {
    return switch (words[0]) {
      case "open" -> open(words[1], words[2], Shops.class.getClassLoader());
      case "deploy" -> open(words[1], words[2], loader());
      case "undeploy" -> undeploy(words[1]);
      case "mbean" ->
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName("customerio.agent:type=Agent"), words[1])
              .toString();
      default ->
          shops
              .get(words[0])
              .apply(String.join(" ", Arrays.asList(words).subList(1, words.length)));
    };
  }

  private ClassLoader loader() {
    return new URLClassLoader(application, ClassLoader.getPlatformClassLoader());
  }

  @SuppressWarnings("unchecked")
  private String open(String name, String sdk, ClassLoader loader) throws Exception {
    shops.put(
        name,
        (Function<String, String>)
            loader
                .loadClass(TracedShop.class.getName())
                .getConstructor(String.class, String.class, String.class)
                .newInstance(name, sdk, base));
    return "open";
  }

  private String undeploy(String name) {
    WeakReference<ClassLoader> loader =
        new WeakReference<>(shops.remove(name).getClass().getClassLoader());
    boolean gone =
        Patience.until(
            () -> {
              System.gc();
              return loader.refersTo(null);
            },
            all -> all);
    return gone ? "gone" : "still there";
  }
}
