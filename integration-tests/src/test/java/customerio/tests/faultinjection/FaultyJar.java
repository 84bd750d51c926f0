package customerio.tests.faultinjection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;

/** {@link FaultAgent} as a jar that {@code -javaagent} takes. */
final class FaultyJar {

  private FaultyJar() {}

  static Path in(Path directory) throws Exception {
    Path jar = directory.resolve("fault-agent.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", FaultAgent.class.getName());
    attributes.putValue(
        "Class-Path",
        ClassReader.class.getProtectionDomain().getCodeSource().getLocation().toString());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String suffix : new String[] {"", "$1", "$2", "$Throwing"}) {
        add(out, FaultAgent.class.getName().replace('.', '/') + suffix + ".class");
      }
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name) throws IOException {
    try (InputStream in = FaultyJar.class.getResourceAsStream('/' + name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
