package customerio.tests.environments;

import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A Tomcat as it is downloaded, started as its own script does, with a directory for its base. */
final class TomcatServer implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Nothing listens but the one port for requests; what is put into the directory is deployed. */
  private static final String SERVER =
      """
      <Server port="-1">
        <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
        <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
        <Service name="Catalina">
          <Connector port="0" address="127.0.0.1"/>
          <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
            <Host name="localhost" appBase="webapps" autoDeploy="true"/>
          </Engine>
        </Service>
      </Server>
      """;

  private static final String LOGGING =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
      java.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n
      """;

  private final Path base;
  private final AgentJvm jvm;
  private final URI uri;

  private TomcatServer(Path base, AgentJvm jvm) throws InterruptedException {
    this.base = base;
    this.jvm = jvm;
    // Starting ProtocolHandler ["http-nio-127.0.0.1-auto-1-34567"]
    String port =
        jvm.awaitErrorLine("INFO Starting ProtocolHandler ").replaceAll(".*-(\\d+)\"]", "$1");
    jvm.awaitErrorLine("INFO Server startup in ");
    this.uri = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * @param base a directory of its own; the wars are in {@code webapps} already
   */
  static TomcatServer start(Path base, String... options) throws Exception {
    Path home = home();
    Files.createDirectories(base.resolve("temp"));
    Path conf = Files.createDirectories(base.resolve("conf"));
    Files.writeString(conf.resolve("server.xml"), SERVER);
    Files.writeString(conf.resolve("logging.properties"), LOGGING);
    Files.copy(home.resolve("conf/web.xml"), conf.resolve("web.xml"));
    AgentJvm jvm =
        JvmCommand.of("org.apache.catalina.startup.Bootstrap")
            .shortLived()
            .options(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.config.file=" + conf.resolve("logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"))
            .options(options)
            .classPath(home.resolve("bin/bootstrap.jar"), home.resolve("bin/tomcat-juli.jar"))
            .arguments("start")
            .start();
    try {
      return new TomcatServer(base, jvm);
    } catch (InterruptedException | AssertionError neverUp) {
      jvm.close();
      throw neverUp;
    }
  }

  /** What an application is compiled with and does not bring. */
  static Path servletApi() {
    return home().resolve("lib/servlet-api.jar");
  }

  private static Path home() {
    try (Stream<Path> versions = Files.list(Path.of("target", "tomcat"))) {
      return versions.findFirst().orElseThrow().toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Body of the answer. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.body().strip();
  }

  void undeploy(String context) throws IOException, InterruptedException {
    Files.delete(webapps().resolve(context + ".war"));
    jvm.awaitErrorLine("INFO Undeploying context [/" + context + "]");
  }

  /** Tomcat takes a file whose name has a version for the same context. */
  void deploy(Path war) throws IOException, InterruptedException {
    Path there = Files.move(war, webapps().resolve(war.getFileName()));
    jvm.awaitErrorLine("INFO Deployment of web application archive [" + there + "] has finished");
  }

  private Path webapps() {
    return base.resolve("webapps");
  }

  AgentJvm jvm() {
    return jvm;
  }

  @Override
  public void close() {
    jvm.close();
  }
}
