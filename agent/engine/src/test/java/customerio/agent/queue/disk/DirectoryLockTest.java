package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path directory;
  private final LocalDisk disk = new LocalDisk();

  @Test
  void aDirectory_isHeldByOneAtATime() throws Exception {
    HeldDirectory held = disk.hold(directory);
    assertThat(held).isNotNull();
    assertThat(disk.hold(directory)).isNull();
    held.close();
    HeldDirectory again = disk.hold(directory);
    assertThat(again).isNotNull();
    again.close();
  }

  @Test
  void aSecondCopyOfTheseClasses_seesWhatTheFirstHolds() throws Exception {
    HeldDirectory held = disk.hold(directory);
    try (URLClassLoader loader = new URLClassLoader(classPath(), null)) {
      Class<?> copy = loader.loadClass(LocalDisk.class.getName());
      Constructor<?> constructor = copy.getDeclaredConstructor();
      Method hold = copy.getMethod("hold", Path.class);
      constructor.setAccessible(true);
      hold.setAccessible(true);
      Object other = constructor.newInstance();
      assertThat(hold.invoke(other, directory)).isNull();
      held.close();
      Object taken = hold.invoke(other, directory);
      assertThat(taken).isNotNull();
      assertThat(disk.hold(directory)).isNull();
      Method close = taken.getClass().getMethod("close");
      close.setAccessible(true);
      close.invoke(taken);
    }
  }

  /**
   * Some applications replace the system properties; the kernel's lock goes with any descriptor.
   */
  @Test
  void aRegistryThatTheApplicationHasCleared_costsNoLock() throws Exception {
    try (HeldDirectory held = disk.hold(directory)) {
      assertThat(held).isNotNull();
      System.getProperties()
          .remove("customerio.agent.queue.held:" + directory.toRealPath().toString());

      assertThat(disk.hold(directory)).isNull();
      assertThat(inAnotherJvm()).isEqualTo("held");
    }
    assertThat(inAnotherJvm()).isEqualTo("free");
  }

  private String inAnotherJvm() throws Exception {
    Process process =
        AnotherJvm.of(List.of(), Look.class, directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  /** Tells whether somebody else holds a directory. */
  static final class Look {
    public static void main(String... arguments) throws Exception {
      try (HeldDirectory held = new LocalDisk().hold(Path.of(arguments[0]))) {
        System.out.print(held == null ? "held" : "free");
      }
    }
  }

  @Test
  void anOrphanedLockFile_isNoObstacle() throws Exception {
    Files.createFile(directory.resolve(DirectoryLock.FILE));
    HeldDirectory held = disk.hold(directory);
    assertThat(held).isNotNull();
    held.close();
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
