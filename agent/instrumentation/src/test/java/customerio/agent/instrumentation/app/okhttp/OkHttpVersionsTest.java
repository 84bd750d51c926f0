package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
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
import org.junit.jupiter.api.TestFactory;

/** Runs {@link OkHttpContract} against every version of OkHttp the build has put aside. */
class OkHttpVersionsTest {
  private static final Path CLIENTS = Path.of("target/clients");

  @Test
  void oldestAndNewest_areThere() throws IOException {
    try (Stream<Path> versions = Files.list(CLIENTS)) {
      Assertions.assertEquals(
          List.of("okhttp-3.12.13", "okhttp-3.14.9", "okhttp-4.12.0", "okhttp-5.5.1"),
          versions.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @TestFactory
  Stream<DynamicContainer> versions() throws IOException {
    try (Stream<Path> versions = Files.list(CLIENTS)) {
      return versions.sorted().toList().stream().map(OkHttpVersionsTest::version);
    }
  }

  private static DynamicContainer version(Path jars) {
    try {
      Class<?> contract = new WovenOkHttp(jars).loadClass(OkHttpContract.class.getName());
      return DynamicContainer.dynamicContainer(
          jars.getFileName().toString(),
          Arrays.stream(contract.getPermittedSubclasses()).map(OkHttpVersionsTest::part));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static DynamicContainer part(Class<?> part) {
    return DynamicContainer.dynamicContainer(
        part.getSimpleName(),
        Arrays.stream(part.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .sorted(Comparator.comparing(Method::getName))
            .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(method))));
  }

  /** An adapter for OkHttp 3 can loop forever; a hanging build would be the only sign of it. */
  private static void run(Method method) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
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
