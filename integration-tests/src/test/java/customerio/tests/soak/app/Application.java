package customerio.tests.soak.app;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What can be deployed: a {@link Speaker} and the jars of its client.
 *
 * @param speaker simple name of the class
 * @param base address of the API that it calls
 * @param people prefix of those it speaks about: order is kept within one API only
 */
record Application(String speaker, String base, String people, List<URL> jars) {

  /**
   * @param text {@link #speaker}, {@link #base}, directory of the jars or {@code -}, and {@link
   *     #people}, if any, with blanks between them
   */
  static Application parse(String text) throws IOException {
    String[] words = text.split(" ");
    return new Application(
        words[0],
        words[1],
        words.length > 3 ? words[3] : "",
        words[2].equals("-") ? List.of() : jars(Path.of(words[2])));
  }

  private static List<URL> jars(Path directory) throws IOException {
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(url(jar));
      }
    }
    return urls;
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  /** A loader as servers have it, which knows nothing of other applications. */
  URLClassLoader loader() {
    List<URL> urls = new ArrayList<>(jars);
    urls.add(Application.class.getProtectionDomain().getCodeSource().getLocation());
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** What an application does between its start and its end. */
  interface Life {
    void with(BiFunction<String, Long, Boolean> speaker) throws Exception;
  }

  /** A fresh client from its start to its end. Nothing of it is on our stack afterwards. */
  void live(ClassLoader loader, Life life) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object speaker =
          loader
              .loadClass(Application.class.getPackageName() + '.' + speaker())
              .getConstructor(String.class)
              .newInstance(base);
      try (AutoCloseable closed = (AutoCloseable) speaker) {
        @SuppressWarnings("unchecked")
        BiFunction<String, Long, Boolean> says = (BiFunction<String, Long, Boolean>) closed;
        life.with(says);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The same in a loader of its own, which ends with it. */
  void deploy(Dropped dropped, Life life) throws Exception {
    try (URLClassLoader loader = loader()) {
      dropped.add(new WeakReference<>(loader));
      live(loader, life);
    }
  }
}
