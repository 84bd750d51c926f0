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
      return AgentJvm.of(HttpServerMain.class);
    }
  };

  abstract JvmCommand command();

  public boolean hasServlets() {
    return this != HTTP_SERVER;
  }

  private static JvmCommand tomcat(String version, Class<?> servlet) {
    try (Stream<Path> clients = Files.list(Path.of("target", "clients"))) {
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
