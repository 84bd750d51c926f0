package customerio.tests.contract.webhooks;

import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What receives webhooks. */
public enum Server {
  TOMCAT_11 {
    @Override
    JvmCommand command() {
      return tomcat("tomcat-11", JakartaReceiver.class);
    }
  },
  TOMCAT_9 {
    @Override
    JvmCommand command() {
      return tomcat("tomcat-9", JavaxReceiver.class);
    }
  },
  HTTP_SERVER {
    @Override
    JvmCommand command() {
      // seconds: a webhook is not to meet a connection that is being closed
      return AgentJvm.of(HttpServerMain.class).options("-Dsun.net.httpserver.idleInterval=3600");
    }
  },
  SPRING_BOOT {
    @Override
    JvmCommand command() {
      return JvmCommand.of("org.springframework.boot.loader.launch.JarLauncher")
          .classPath(Path.of("..", "test-app", "target", "test-app.jar").toAbsolutePath())
          .arguments(
              "--server.port=0", "--server.address=127.0.0.1", "--logging.pattern.console=%msg%n");
    }

    @Override
    String lineWithPort() {
      return "Tomcat started on port ";
    }
  };

  abstract JvmCommand command();

  /** How the line begins that says where it listens. */
  String lineWithPort() {
    return "port ";
  }

  public boolean hasServlets() {
    return this != HTTP_SERVER;
  }

  private static JvmCommand tomcat(String version, Class<?> servlet) {
    try (Stream<Path> clients = Files.list(Path.of("..", "clients", "target", "jars"))) {
      Path jars =
          clients
              .filter(client -> client.getFileName().toString().startsWith(version))
              .findFirst()
              .orElseThrow();
      return AgentJvm.of(TomcatMain.class)
          .classPath(jars.toAbsolutePath().resolve("*"))
          .arguments(servlet.getName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
