package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles what depends on libraries that the tests themselves do not have, or not in a module. */
final class Compiler {
  private static final Path SHOP =
      Path.of("src", "test", "java", "customerio", "tests", "environments", "shop");

  private Compiler() {}

  /**
   * @param descriptor what the module {@code shop} requires
   * @param types of the package {@code shop}; others would need further modules
   * @return the directory of the module
   */
  static Path module(Path to, String descriptor, List<String> types, Path... libraries)
      throws IOException {
    List<String> sources = new ArrayList<>();
    types.forEach(type -> sources.add(SHOP.resolve(type + ".java").toString()));
    sources.add(source(to, "module-info", "module shop {\n" + descriptor + "}\n"));
    return compile(to, "--module-path", libraries, sources);
  }

  /**
   * @return the directory of the class
   */
  static Path type(Path to, String name, String text, Path... libraries) throws IOException {
    return compile(to, "--class-path", libraries, List.of(source(to, name, text)));
  }

  private static String source(Path to, String name, String text) throws IOException {
    Path sources = Files.createDirectories(to.resolveSibling(to.getFileName() + "-sources"));
    return Files.writeString(sources.resolve(name + ".java"), text).toString();
  }

  private static Path compile(Path to, String option, Path[] libraries, List<String> sources) {
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-nowarn", "-Xlint:none"));
    arguments.addAll(List.of("-d", to.toString()));
    if (libraries.length > 0) {
      arguments.addAll(List.of(option, path(libraries)));
    }
    arguments.addAll(sources);
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(result).isZero();
    return to;
  }

  static String path(Path... entries) {
    return Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
