package customerio.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.app.EmptyAgent;
import customerio.jvm.app.Hello;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start costs is, nearly all of it, the classes that are loaded. */
class ClassesAtStartIT {
  /** Over an agent that does nothing; what any agent costs is the JVM's doing. */
  private static final int BUDGET = 40;

  /**
   * Some seconds after the start, threads of the agent look for a backlog. On a busy machine an
   * application may live to see that, but its start is what its own thread has loaded.
   */
  private static final String ENGINE = "customerio.agent.Agent";

  @TempDir Path directory;

  @Test
  void start_loadsFewClasses() throws Exception {
    Set<String> ours = new HashSet<>(loadedWith(AgentJar.built()));

    ours.removeAll(loadedWith(emptyAgent()));

    assertThat(ours)
        .as("no lambda, no string concatenation by invokedynamic, nothing that can wait")
        .hasSizeLessThanOrEqualTo(BUDGET);
  }

  /**
   * Each of these would be configured, or started, before the application has had its say: loggers
   * and MBean servers are chosen by system properties that main() may set.
   */
  @Test
  void start_leavesTheApplicationsFacilitiesAlone() throws Exception {
    Set<String> ours = loadedWith(AgentJar.built());

    assertThat(ours.stream().filter(ClassesAtStartIT::isTooEarly)).isEmpty();
  }

  private static boolean isTooEarly(String type) {
    return Stream.of(
            "java.util.logging.",
            "javax.management.",
            "java.util.concurrent.ForkJoinPool",
            "java.nio.file.FileSystems$DefaultFileSystemHolder",
            "java.net.http.",
            "org.objectweb.asm.",
            "io.opentelemetry.",
            "com.github.benmanes.",
            "org.slf4j.",
            "java.security.Provider$")
        .anyMatch(type::startsWith);
  }

  private Set<String> loadedWith(Path agentJar) throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "classes", ".log");
    JvmCommand.of(Hello.class.getName())
        .classPath(helloAlone())
        .agent(agentJar, "queue.dir=" + directory.resolve("queue"))
        .options("-Xlog:class+load=info:file=" + log + ":tid")
        .start()
        .await();
    // "[4711] java.lang.Object source: …"
    List<String> lines = Files.readAllLines(log);
    String main = threadOf(lines.get(0));
    boolean outlivesTheStart =
        lines.stream()
            .anyMatch(line -> typeIn(line).equals(ENGINE) && !threadOf(line).equals(main));
    return lines.stream()
        .filter(line -> !outlivesTheStart || threadOf(line).equals(main))
        // A generated class has an address or a number in its name.
        .map(line -> typeIn(line).replaceAll("[/$+]+(0x)?[0-9a-f]{6,}.*", ""))
        .collect(Collectors.toSet());
  }

  private static String threadOf(String line) {
    return line.substring(0, line.indexOf(']'));
  }

  private static String typeIn(String line) {
    return line.substring(line.indexOf(']') + 2).split(" ")[0];
  }

  /** On the tests' own class path the JVM would find the empty agent too, and not open its jar. */
  private Path helloAlone() throws IOException {
    Path file = directory.resolve("classes").resolve(fileOf(Hello.class));
    Files.createDirectories(file.getParent());
    try (InputStream hello = Hello.class.getResourceAsStream("Hello.class")) {
      Files.write(file, hello.readAllBytes());
    }
    return directory.resolve("classes");
  }

  private Path emptyAgent() throws IOException {
    Path jar = directory.resolve("empty-agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream agent = EmptyAgent.class.getResourceAsStream("EmptyAgent.class")) {
      out.putNextEntry(new ZipEntry(fileOf(EmptyAgent.class)));
      agent.transferTo(out);
    }
    return jar;
  }

  private static String fileOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }
}
