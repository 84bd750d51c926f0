package customerio.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The agent's jar as built, and variants of it. */
public final class AgentJar {

  private AgentJar() {}

  public static Path built() {
    Path jar =
        Path.of(
                System.getProperty(
                    "customerio.agent.jar", "../agent/dist/target/customerio-agent.jar"))
            .normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no " + jar + ": run 'mvn package' first");
    }
    return jar;
  }

  /** The same jar, with the scripted engine of the tests in place of the real one. */
  public static Path scripted(Path directory) throws IOException {
    Path variant = directory.resolve("customerio-agent.jar");
    try (ZipOutputStream out = copyWithout("inst/customerio/agent/Agent.", variant)) {
      for (String type : new String[] {"Agent", "ScriptedEngine", "ScriptedEngine$Accepting"}) {
        try (InputStream in =
            AgentJar.class.getResourceAsStream("/customerio/agent/" + type + ".class")) {
          add(out, "inst/customerio/agent/" + type + ".classdata", in);
        }
      }
    }
    return variant;
  }

  /** A damaged jar: entries that begin so are missing. */
  static Path without(Path directory, String beginning) throws IOException {
    Path variant = directory.resolve("customerio-agent.jar");
    copyWithout(beginning, variant).close();
    return variant;
  }

  private static ZipOutputStream copyWithout(String beginning, Path variant) throws IOException {
    ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(variant));
    try (ZipFile built = new ZipFile(built().toFile())) {
      for (ZipEntry entry : built.stream().toList()) {
        if (!entry.getName().startsWith(beginning)) {
          try (InputStream in = built.getInputStream(entry)) {
            add(out, entry.getName(), in);
          }
        }
      }
    }
    return out;
  }

  private static void add(ZipOutputStream out, String name, InputStream content)
      throws IOException {
    out.putNextEntry(new ZipEntry(name));
    content.transferTo(out);
    out.closeEntry();
  }
}
