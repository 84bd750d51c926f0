package customerio.agent.instrumentation.testing;

import customerio.agent.instrumentation.weaving.BridgedClient;
import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/**
 * All versions of one client that the build has put aside, each woven in a loader of its own, with
 * the tests and the adapter in a bridge to it, as in an application.
 */
public final class ClientVersions {
  private static final Path CLIENTS = Path.of("../../clients/target/jars");

  /** Against hanging only: an adapter that waits for ever would be seen by nobody. */
  private static final Duration HANGS = Duration.ofSeconds(60);

  private final String name;
  private final ClientInstrumentation[] woven;

  /**
   * @param name as in {@code clients.txt}
   */
  public ClientVersions(String name, ClientInstrumentation... woven) {
    this.name = name;
    this.woven = woven;
  }

  public List<String> found() {
    return directories().stream().map(path -> path.getFileName().toString()).toList();
  }

  /** A bridge to each version. */
  public Stream<ClassLoader> bridges() {
    return directories().stream().map(jars -> BridgedClient.bridgeTo(jars, woven));
  }

  /**
   * @param contract sealed, as its permitted classes may be; the test methods of those that are not
   *     are run against each version
   */
  public Stream<DynamicContainer> run(Class<?> contract) {
    return directories().stream().map(jars -> version(jars, contract));
  }

  private List<Path> directories() {
    try (Stream<Path> clients = Files.list(CLIENTS)) {
      return clients
          .filter(path -> path.getFileName().toString().matches(name + "-[0-9].*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DynamicContainer version(Path jars, Class<?> contract) {
    try {
      Class<?> linked = BridgedClient.bridgeTo(jars, woven).loadClass(contract.getName());
      return DynamicContainer.dynamicContainer(
          jars.getFileName().toString(), parts(linked).map(ClientVersions::part));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Class<?>> parts(Class<?> contract) {
    return contract.isSealed()
        ? Arrays.stream(contract.getPermittedSubclasses()).flatMap(ClientVersions::parts)
        : Stream.of(contract);
  }

  private static DynamicContainer part(Class<?> part) {
    return DynamicContainer.dynamicContainer(
        part.getSimpleName(),
        Arrays.stream(part.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .sorted(Comparator.comparing(Method::getName))
            .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(method))));
  }

  private static void run(Method method) {
    Assertions.assertTimeoutPreemptively(
        HANGS,
        () -> {
          try (AutoCloseable contract =
              (AutoCloseable) method.getDeclaringClass().getConstructor().newInstance()) {
            method.invoke(contract);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
