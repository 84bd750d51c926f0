package customerio.clients;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;
import org.jboss.shrinkwrap.resolver.api.maven.ScopeType;
import org.jboss.shrinkwrap.resolver.api.maven.coordinate.MavenDependencies;
import org.jboss.shrinkwrap.resolver.api.maven.coordinate.MavenDependency;
import org.jboss.shrinkwrap.resolver.api.maven.coordinate.MavenDependencyExclusion;

/**
 * Puts each client of {@code clients.txt} with its libraries into a directory of its own, where
 * tests find it. Maven itself has one version of a library per module; here the same client stands
 * in four.
 *
 * <p>Asks the repositories and the proxy of the user's {@code settings.xml}. What is there already
 * stays, unless its line has changed.
 */
public final class PutAside {
  private final Path target;
  private final boolean offline;

  private PutAside(Path target, boolean offline) {
    this.target = target;
    this.offline = offline;
  }

  /**
   * @param arguments the directory for all, and whether Maven is offline
   */
  public static void main(String[] arguments) throws IOException {
    new PutAside(Path.of(arguments[0]), Boolean.parseBoolean(arguments[1])).all();
  }

  private void all() throws IOException {
    Files.createDirectories(target);
    for (ClientVersion version : versions()) {
      Path directory = target.resolve(version.directory());
      Path said = directory.resolve("artifacts");
      String artifacts = version.toString();
      if (!Files.exists(said) || !Files.readString(said).equals(artifacts)) {
        delete(directory);
        Files.createDirectories(directory);
        copy(version, directory);
        Files.writeString(said, artifacts);
      }
    }
    Files.writeString(target.resolve("index"), text());
  }

  private void copy(ClientVersion version, Path directory) throws IOException {
    for (Path jar : resolve(version)) {
      Files.copy(jar, directory.resolve(jar.getFileName()));
    }
  }

  private List<Path> resolve(ClientVersion version) {
    MavenDependencyExclusion[] without =
        version.without().stream()
            .map(MavenDependencies::createExclusion)
            .toArray(MavenDependencyExclusion[]::new);
    List<MavenDependency> wanted =
        version.artifacts().stream()
            .map(it -> MavenDependencies.createDependency(it, ScopeType.COMPILE, false, without))
            .toList();
    return Stream.of(
            Maven.configureResolver()
                .workOffline(offline)
                .addDependencies(wanted)
                .resolve()
                .withTransitivity()
                .asFile())
        .map(File::toPath)
        .toList();
  }

  private static List<ClientVersion> versions() throws IOException {
    return text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(ClientVersion::of)
        .toList();
  }

  private static String text() throws IOException {
    try (InputStream clients = PutAside.class.getResourceAsStream("/clients.txt")) {
      return new String(clients.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(PutAside::deleteOne);
      }
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
