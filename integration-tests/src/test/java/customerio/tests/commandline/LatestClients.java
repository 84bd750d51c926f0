package customerio.tests.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One way to call with each library, in the newest version that is tested. */
final class LatestClients {
  private static final Path JARS = Path.of("../clients/target/jars");
  private static final String NONE = "";

  private LatestClients() {}

  /** {@code CALLER=DIRECTORY} for {@link ManyClients}. */
  static List<String> all() throws IOException {
    List<String> all = new ArrayList<>();
    all.add("JdkCaller=" + NONE);
    all.add("JdkAsyncCaller=" + NONE);
    all.add("UrlConnectionCaller=" + NONE);
    all.add("OkHttpCaller=" + newest("okhttp"));
    all.add("Hc5Caller=" + newest("hc5"));
    all.add("Hc5AsyncCaller=" + newest("hc5"));
    all.add("Apache4Caller=" + newest("apache4"));
    all.add("ReactorNettyCaller=" + newest("reactor-netty"));
    all.add("AsyncHttpClientCaller=" + newest("async-http-client"));
    all.add("VertxCaller=" + newest("vertx"));
    all.add("JettyCaller=" + newest("jetty"));
    all.add("WebClientReactorCaller=" + newest("webclient"));
    return all;
  }

  private static Path newest(String library) throws IOException {
    try (Stream<Path> versions = Files.list(JARS)) {
      return versions
          .filter(path -> path.getFileName().toString().matches(library + "-[0-9].*"))
          .max(Comparator.comparing(LatestClients::version))
          .orElseThrow()
          .toAbsolutePath()
          .normalize();
    }
  }

  private static Runtime.Version version(Path directory) {
    String name = directory.getFileName().toString();
    return Runtime.Version.parse(name.replaceAll("^.*?-(?=[0-9])", "").replaceAll("(\\.0)+$", ""));
  }
}
