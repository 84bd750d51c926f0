package customerio.tests.contract.webhooks;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** An application that receives webhooks, in a JVM of its own. */
public final class Receiver implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Looks, at least a millisecond apart. Not a measure of anything: the agent shows its beans a
   * moment after the first webhook.
   */
  private static final int PATIENCE = 60_000;

  /** What the application answered. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private final AgentJvm jvm;
  private final URI base;

  private Receiver(Server server, JvmCommand command) throws InterruptedException {
    jvm = command.options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC").start();
    String line = jvm.awaitLine(server.lineWithPort());
    String port = line.substring(server.lineWithPort().length()).split(" ")[0];
    base = URI.create("http://127.0.0.1:" + port);
  }

  public static Receiver without(Server server) throws InterruptedException {
    return new Receiver(server, server.command());
  }

  public static Receiver with(Server server, Path queue, String... settings)
      throws InterruptedException {
    String[] all = new String[settings.length + 1];
    all[0] = "queue.dir=" + queue;
    System.arraycopy(settings, 0, all, 1, settings.length);
    return new Receiver(server, server.command().agent(AgentJar.built(), all));
  }

  public Answer receives(Webhook webhook) throws IOException, InterruptedException {
    byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(webhook.path()))
            .header("Content-Type", webhook.contentType())
            .POST(
                webhook.chunked()
                    ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                    : BodyPublishers.ofByteArray(body));
    if (webhook.signature() != null) {
      request.header("X-CIO-Signature", webhook.signature());
    }
    if (webhook.timestamp() != null) {
      request.header("X-CIO-Timestamp", webhook.timestamp());
    }
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    Map<String, String> headers = new TreeMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.toString()));
    headers.remove("date");
    return new Answer(response.statusCode(), headers, response.body());
  }

  /** All beans of the agent, one attribute a line. */
  public String beans() throws IOException, InterruptedException {
    return receives(new Webhook("/beans", "text/plain", "", null, null, false)).body();
  }

  /** One attribute, once it is there. */
  public String bean(String attribute) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      for (String line : beans().split("\n")) {
        if (line.startsWith(attribute + '=')) {
          return line.substring(attribute.length() + 1);
        }
      }
      // leaves the processor to what is waited for
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("no " + attribute + ": " + beans());
  }

  public AgentJvm jvm() {
    return jvm;
  }

  @Override
  public void close() {
    jvm.close();
  }
}
