package customerio.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The OpenTelemetry SDK in the jar: it says nothing but through us. */
class PrivateSdkPackagingIT {
  private static final String SDK =
      "inst/(io/opentelemetry/(sdk|exporter)|customerio/agent/privatesdk)/.*\\.classdata";
  private static final String LOGGER = "customerio/agent/privatesdk/SdkLogger";

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(Path.of("target", "customerio-agent.jar").toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void sdk_isInside_andNothingOfOkHttp() {
    assertThat(sdkClasses()).hasSizeGreaterThan(500);
    assertThat(jar.stream().map(ZipEntry::getName))
        .noneMatch(name -> name.startsWith("inst/okhttp3/") || name.startsWith("inst/kotlin/"));
  }

  /** It would log that it has found it, or set it up where the application asks for its own. */
  @Test
  void whatGlobalOpenTelemetryLooksFor_isNotThere() {
    assertThat(jar.stream().map(ZipEntry::getName))
        .noneMatch(name -> name.startsWith("inst/io/opentelemetry/sdk/autoconfigure/"));
  }

  /** Loggers of the JDK are one to a name in the whole JVM: the application's, too. */
  @Test
  void sdk_knowsNoLoggerOfTheJdk() throws IOException {
    for (String name : sdkClasses()) {
      assertThat(new String(bytes(name), StandardCharsets.ISO_8859_1))
          .as(name)
          .doesNotContain("java/util/logging/Logger");
    }
  }

  @Test
  void loggerInItsPlace_hasWhateverTheSdkCalls() throws IOException {
    Set<String> called = new HashSet<>();
    for (String name : sdkClasses()) {
      new ClassReader(bytes(name)).accept(new CallsOfLogger(called), ClassReader.SKIP_DEBUG);
    }
    Set<String> there = new HashSet<>();
    new ClassReader(bytes("inst/" + LOGGER + ".classdata"))
        .accept(new Methods(there), ClassReader.SKIP_CODE);

    assertThat(called).isNotEmpty();
    assertThat(there).containsAll(called);
  }

  private List<String> sdkClasses() {
    return jar.stream().map(ZipEntry::getName).filter(name -> name.matches(SDK)).toList();
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static final class Methods extends ClassVisitor {
    private final Set<String> found;

    Methods(Set<String> found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      found.add(name + descriptor);
      return null;
    }
  }

  private static final class CallsOfLogger extends ClassVisitor {
    private final Set<String> found;

    CallsOfLogger(Set<String> found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean isInterface) {
          if (owner.equals(LOGGER)) {
            found.add(called + type);
          }
        }
      };
    }
  }
}
