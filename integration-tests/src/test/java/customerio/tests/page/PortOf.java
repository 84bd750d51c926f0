package customerio.tests.page;

import customerio.jvm.AgentJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** The health port of an application, as anybody on its machine sees it. */
public final class PortOf {
  public static final List<String> PATHS =
      List.of(
          "/",
          "/health",
          "/health?probe",
          "/health/live",
          "/health/ready",
          "/metrics",
          "/status.json");

  private static final String LINE = "[customerio-agent] status page and health on ";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;

  private PortOf(URI root) {
    this.root = root;
  }

  /** Waits until it is there, which it is without any call. */
  public static PortOf awaited(AgentJvm jvm) throws InterruptedException {
    return new PortOf(URI.create(jvm.awaitErrorLine(LINE).substring(LINE.length())));
  }

  public URI root() {
    return root;
  }

  public HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(root.resolve(target)).build(), BodyHandlers.ofString());
  }
}
