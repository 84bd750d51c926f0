package customerio.tests.environments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The shop, packed as applications are. */
final class Archives {
  private static final Path CLASSES = Path.of("target", "test-classes");
  private static final String SHOP = "customerio/tests/environments/shop";

  private Archives() {}

  static Path jar(Path file) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Path type : classes()) {
        add(out, SHOP + "/" + type.getFileName(), Files.readAllBytes(type));
      }
    }
    return file;
  }

  /**
   * @param libraries of this application alone
   */
  static Path war(Path file, Path... libraries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Path type : classes()) {
        add(out, "WEB-INF/classes/" + SHOP + "/" + type.getFileName(), Files.readAllBytes(type));
      }
      for (Path library : libraries) {
        add(out, "WEB-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
      }
    }
    return file;
  }

  /**
   * Of Spring Boot, for a server that brings the servlets.
   *
   * @param classes the directory of its own class
   * @param type that class
   */
  static Path bootWar(Path file, Path classes, String type, Path... libraries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Path shop : classes()) {
        // it would stand in the way of Spring's own
        if (!shop.endsWith("ShopServlet.class")) {
          add(out, "WEB-INF/classes/" + SHOP + "/" + shop.getFileName(), Files.readAllBytes(shop));
        }
      }
      String name = type.replace('.', '/') + ".class";
      add(out, "WEB-INF/classes/" + name, Files.readAllBytes(classes.resolve(name)));
      for (Path library : libraries) {
        add(out, "WEB-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
      }
    }
    return file;
  }

  /**
   * As the Maven plugin of Spring Boot makes it.
   *
   * @param loader the jar of Spring Boot's loader
   * @param main class in the directory of more classes
   */
  static Path executableJar(Path file, Path loader, Path classes, String main, Path... libraries)
      throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file));
        ZipFile loaderJar = new ZipFile(loader.toFile())) {
      add(out, JarFile.MANIFEST_NAME, manifest(main));
      for (ZipEntry entry :
          loaderJar.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
        add(out, entry.getName(), loaderJar.getInputStream(entry).readAllBytes());
      }
      // the loader looks for the directories
      for (String name : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/")) {
        add(out, name, new byte[0]);
      }
      for (Path type : classes()) {
        add(out, "BOOT-INF/classes/" + SHOP + "/" + type.getFileName(), Files.readAllBytes(type));
      }
      String mainFile = main.replace('.', '/') + ".class";
      add(out, "BOOT-INF/classes/" + mainFile, Files.readAllBytes(classes.resolve(mainFile)));
      for (Path library : libraries) {
        store(out, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
      }
    }
    return file;
  }

  private static byte[] manifest(String main) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(
        Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
    attributes.putValue("Start-Class", main);
    attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
    attributes.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  /** A jar in a jar is read where it lies, so it must not be compressed. */
  private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private static List<Path> classes() throws IOException {
    try (Stream<Path> files = Files.list(CLASSES.resolve(SHOP))) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
