package customerio.agent.instrumentation.weaving;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The clients that the build has put aside, each version with its libraries in a directory. */
final class PutAside {
  private static final Path ALL = Path.of("../../clients/target/jars");

  private PutAside() {}

  static List<Path> versions() throws IOException {
    try (Stream<Path> entries = Files.list(ALL)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** An application that has this version, and nothing of ours. */
  static URLClassLoader application(Path version) throws IOException {
    return new URLClassLoader(jars(version), ClassLoader.getPlatformClassLoader());
  }

  static URL[] jars(Path version) throws IOException {
    try (Stream<Path> jars = Files.list(version)) {
      return jars.filter(jar -> jar.toString().endsWith(".jar"))
          .map(PutAside::url)
          .toArray(URL[]::new);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
