package customerio.agent.instrumentation.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One version of a client as an application's loader has it under the agent: its hooked classes are
 * woven. Of all else it shares the test libraries only.
 */
public final class BridgedClient extends URLClassLoader {
  private static final List<String> SHARED =
      List.of("org.junit.", "org.assertj.", "org.opentest4j.", "org.apiguardian.");

  private final ClassLoader tests = BridgedClient.class.getClassLoader();
  private final List<Hook> hooks;

  private BridgedClient(Path jars, List<Hook> hooks) {
    super(urls(jars), ClassLoader.getPlatformClassLoader());
    this.hooks = hooks;
    Woven.link();
  }

  /**
   * @return a loader for classes below {@code instrumentation.app}, tests as well as adapters, that
   *     are linked to the client in that directory
   */
  public static ClassLoader bridgeTo(Path jars, ClientInstrumentation... clients) {
    List<Hook> hooks = Stream.of(clients).flatMap(client -> client.hooks().stream()).toList();
    return new BridgeClassLoader(
        BridgedClient.class.getClassLoader(), new BridgedClient(jars, hooks));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)) {
      return tests.loadClass(name);
    }
    List<Hook> ofType = hooks.stream().filter(hook -> hook.type().equals(name)).toList();
    return ofType.isEmpty() ? super.findClass(name) : defineWoven(name, ofType);
  }

  private Class<?> defineWoven(String name, List<Hook> ofType) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] woven = ClassWeaver.weave(in.readAllBytes(), ofType);
      if (woven == null) {
        throw new AssertionError("no hooked method is in " + name);
      }
      return defineClass(name, woven, 0, woven.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static URL[] urls(Path jars) {
    try (Stream<Path> files = Files.list(jars)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(BridgedClient::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
