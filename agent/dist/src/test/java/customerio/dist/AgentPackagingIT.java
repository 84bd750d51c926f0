package customerio.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar as users get it. */
class AgentPackagingIT {
  private static final Path JAR = Path.of("target", "customerio-agent.jar");
  private static final int LONGEST = 8 << 20;

  private static final List<String> KNOWN =
      List.of(
          "customerio/agent/",
          "java/lang/CustomerioAgentDispatcher.classdata",
          "jdk/net/",
          "com/fasterxml/jackson/core/",
          "com/github/benmanes/caffeine/",
          "io/github/resilience4j/",
          "io/opentelemetry/",
          "org/apache/hc/",
          "org/objectweb/asm/",
          "org/slf4j/");

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void size_isWithinItsBudget() throws IOException {
    assertThat(Files.size(JAR))
        .as("exclude in assemble.xml what the agent does not use")
        .isLessThanOrEqualTo(LONGEST);
  }

  @Test
  void onlyOneFileOfThatName_isBuilt() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      assertThat(files.filter(file -> file.endsWith(JAR.getFileName())))
          .singleElement()
          .asString()
          .endsWith(JAR.toString());
    }
  }

  @Test
  void classesVisibleToTheApplication_areTheDoorAndTheLoader() {
    assertThat(names().filter(name -> name.endsWith(".class")))
        .as("all other classes belong below inst/, as .classdata")
        .containsExactlyInAnyOrder(
            "customerio/agent/premain/Premain.class",
            "customerio/agent/premain/Main.class",
            "customerio/agent/premain/JavaVersion.class",
            "customerio/agent/premain/JdkTools.class",
            "customerio/agent/premain/OwnCommandLine.class",
            "customerio/agent/premain/StartSwitch.class",
            "customerio/agent/bootstrap/Launcher.class",
            "customerio/agent/bootstrap/CommandLineLauncher.class",
            "customerio/agent/bootstrap/AgentClassLoader.class",
            "customerio/agent/bootstrap/JarEntryUrl.class");
  }

  @Test
  void outsideInst_thereIsNothingOfALibrary() {
    assertThat(
            names()
                .filter(name -> !name.endsWith("/"))
                .filter(name -> !name.startsWith("inst/"))
                .filter(name -> !name.startsWith("customerio/agent/"))
                .filter(name -> !name.startsWith("META-INF/licenses/")))
        .as("a service, a native-image hint or a resource here would be the application's too")
        .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/LICENSE");
  }

  @Test
  void entries_areUnique() {
    assertThat(names()).doesNotHaveDuplicates();
    assertThat(names().filter(name -> name.endsWith(".class")).map(AgentPackagingIT::insideName))
        .as("a class in both places would exist twice at run time")
        .doesNotContainAnyElementsOf(names().toList());
  }

  @Test
  void classesInside_areOfKnownOrigin() {
    assertThat(
            names()
                .filter(name -> name.startsWith("inst/") && name.endsWith(".classdata"))
                .map(name -> name.substring("inst/".length()))
                .filter(name -> KNOWN.stream().noneMatch(name::startsWith)))
        .as("a new library: is it worth its bytes, and is its licence in META-INF/licenses?")
        .isEmpty();
  }

  @Test
  void everyLibrary_hasItsLicence() {
    assertThat(
            names()
                .filter(name -> name.startsWith("META-INF/licenses/") && name.contains("LICENSE"))
                .map(name -> name.split("/")[2])
                .distinct())
        .contains(
            "asm",
            "caffeine",
            "httpclient5",
            "httpcore5",
            "httpcore5-h2",
            "jackson-core",
            "opentelemetry",
            "resilience4j",
            "slf4j-api",
            "slf4j-nop");
  }

  @Test
  void inside_thereAreNoVariantsForOtherJavaReleases() {
    assertThat(names().filter(name -> name.startsWith("inst/META-INF/versions/")))
        .as("our loader takes the base; assemble.xml puts the variants for Java 17 there")
        .isEmpty();
  }

  @Test
  void manifest_namesTheDoor() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();

    assertThat(manifest.getValue("Main-Class")).isEqualTo("customerio.agent.premain.Main");
    assertThat(manifest.getValue("Premain-Class")).isEqualTo("customerio.agent.premain.Premain");
    assertThat(manifest.getValue("Agent-Class")).isEqualTo("customerio.agent.premain.Premain");
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
    assertThat(manifest.getValue("Boot-Class-Path"))
        .as("an append would cost the application its class-data archive")
        .isNull();
    assertThat(manifest.getValue("Launcher-Agent-Class")).isNull();
  }

  @Test
  void door_opensOnJava8_andTheRestNeedsNoMoreThan17() throws IOException {
    assertThat(names().filter(AgentPackagingIT::isOfTheDoor).count()).isEqualTo(6);
    for (String name : names().filter(AgentPackagingIT::isOfTheDoor).toList()) {
      assertThat(classFileMajor(name)).as(name).isEqualTo(52);
    }
    for (String name :
        names().filter(name -> name.endsWith(".class") || name.endsWith(".classdata")).toList()) {
      assertThat(classFileMajor(name)).as(name).isBetween(49, 61);
    }
  }

  private static boolean isOfTheDoor(String name) {
    return name.startsWith("customerio/agent/premain/") && name.endsWith(".class");
  }

  private Stream<String> names() {
    return jar.stream().map(ZipEntry::getName);
  }

  private static String insideName(String name) {
    return "inst/" + name + "data";
  }

  private int classFileMajor(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readNBytes(8)[7];
    }
  }
}
