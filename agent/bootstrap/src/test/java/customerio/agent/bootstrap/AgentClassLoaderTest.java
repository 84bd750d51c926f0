package customerio.agent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentClassLoaderTest {
  private static final String INSIDE = Inside.class.getName();

  @TempDir Path directory;
  private final ProtectionDomain domain = AgentClassLoaderTest.class.getProtectionDomain();
  private AgentClassLoader loader;

  /** A class of the agent, which here is also on the application's class path. */
  public static final class Inside {}

  @BeforeEach
  void open() throws IOException {
    Path jar = directory.resolve("agent with space.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream inside =
            AgentClassLoaderTest.class.getResourceAsStream("AgentClassLoaderTest$Inside.class")) {
      add(out, "inst/" + INSIDE.replace('.', '/') + ".classdata", inside.readAllBytes());
      add(out, "inst/META-INF/services/x", "inside".getBytes(StandardCharsets.UTF_8));
      add(out, "outside", "outside".getBytes(StandardCharsets.UTF_8));
    }
    loader = new AgentClassLoader(jar.toFile(), domain, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void classInTheJar_isDefinedHere_inTheJarsDomain() throws Exception {
    Class<?> inside = loader.loadClass(INSIDE);

    assertThat(inside).isNotSameAs(Inside.class);
    assertThat(inside.getClassLoader()).isSameAs(loader);
    assertThat(inside.getProtectionDomain()).isSameAs(domain);
    assertThat(inside.getPackage().getName()).isEqualTo("customerio.agent.bootstrap");
    assertThat(loader.loadClass(INSIDE)).isSameAs(inside);
  }

  @Test
  void application_isInvisible() {
    assertThatThrownBy(() -> loader.loadClass(AgentClassLoaderTest.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> loader.loadClass(Test.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void platform_isVisible() throws Exception {
    assertThat(loader.loadClass("java.net.http.HttpClient").getClassLoader())
        .isSameAs(ClassLoader.getPlatformClassLoader());
    assertThat(loader.loadClass("java.lang.String")).isSameAs(String.class);
  }

  @Test
  void resource_isFoundBelowInst_andNowhereElse() throws Exception {
    assertThat(text(loader.getResourceAsStream("META-INF/services/x"))).isEqualTo("inside");
    assertThat(text(loader.getResource("META-INF/services/x").openStream())).isEqualTo("inside");
    assertThat(Collections.list(loader.getResources("META-INF/services/x"))).hasSize(1);
    assertThat(loader.getResourceAsStream("outside")).isNull();
    assertThat(loader.getResource("outside")).isNull();
  }

  @Test
  void classFile_isFoundUnderItsUsualName() throws Exception {
    try (InputStream classFile = loader.getResourceAsStream(INSIDE.replace('.', '/') + ".class")) {
      assertThat(classFile.readNBytes(4)).containsExactly(0xCA, 0xFE, 0xBA, 0xBE);
    }
  }

  private static String text(InputStream stream) throws IOException {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }
}
