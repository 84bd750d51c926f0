package customerio.agent.privatesdk;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends to one address of a collector, over the transport that deliveries use as well: pooled,
 * under a deadline, with the JVM's proxies and truststore, and seen neither by our interceptors nor
 * by another agent's.
 *
 * <p>It blocks. Both callers, the thread of the spans and the thread of the metrics, wait for the
 * result anyway, so this way there are no other threads.
 */
final class OtlpSender implements HttpSender {

  private record Answer(int getStatusCode, String getStatusMessage, byte[] getResponseBody)
      implements HttpResponse {}

  private final HttpSenderConfig config;
  private final Transport transport;
  private final Retries retries;
  private final CollectorNews news;
  private final Cancellation cancellation = new Cancellation();

  OtlpSender(HttpSenderConfig config, Transport transport, Retries retries, CollectorNews news) {
    this.config = config;
    this.transport = transport;
    this.retries = retries;
    this.news = news;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    Reply reply;
    try {
      byte[] body = body(message);
      Headers headers = headers();
      reply =
          retries.run(
              config.getRetryPolicy(),
              config.getTimeout(),
              left ->
                  transport.send(
                      new TransportRequest(
                          "POST",
                          config.getEndpoint(),
                          target(config.getEndpoint()),
                          headers,
                          body,
                          left,
                          false,
                          false),
                      cancellation));
    } catch (TransportException e) {
      news.failed(e.getMessage());
      onError.accept(e);
      return;
    } catch (IOException | RuntimeException e) {
      news.failed("the export could not be written (" + e.getClass().getSimpleName() + ')');
      onError.accept(e);
      return;
    }
    if (reply.status() >= 200 && reply.status() < 300) {
      news.arrived();
    } else {
      news.failed(config.getEndpoint().getHost() + " answers " + reply.status());
    }
    onResponse.accept(new Answer(reply.status(), reply.reason(), reply.body()));
  }

  /** Aborts what is under way. */
  @Override
  public CompletableResultCode shutdown() {
    cancellation.cancel();
    return CompletableResultCode.ofSuccess();
  }

  private byte[] body(MessageWriter message) throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(Math.max(message.getContentLength(), 32));
    Compressor compressor = config.getCompressor();
    if (compressor == null) {
      message.writeMessage(bytes);
    } else {
      try (OutputStream compressed = compressor.compress(bytes)) {
        message.writeMessage(compressed);
      }
    }
    return bytes.toByteArray();
  }

  private Headers headers() {
    List<Header> lines = new ArrayList<>();
    config
        .getHeadersSupplier()
        .get()
        .forEach((name, values) -> values.forEach(value -> lines.add(new Header(name, value))));
    lines.add(new Header("Content-Type", config.getContentType()));
    if (config.getCompressor() != null) {
      lines.add(new Header("Content-Encoding", config.getCompressor().getEncoding()));
    }
    return Headers.of(lines);
  }

  private static String target(URI endpoint) {
    String path = endpoint.getRawPath();
    return path.isEmpty() ? "/" : path;
  }
}
