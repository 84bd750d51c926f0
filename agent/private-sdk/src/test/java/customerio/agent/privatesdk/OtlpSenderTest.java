package customerio.agent.privatesdk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class OtlpSenderTest {
  private final List<TransportRequest> sent = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final Config config = new Config();
  private Object outcome = reply(200);

  @Test
  void request_isWhatTheExporterSays() {
    send("spans");

    TransportRequest request = sent.get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.server()).isEqualTo(URI.create("https://collector:4318/v1/traces"));
    assertThat(request.target()).isEqualTo("/v1/traces");
    assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(request.repeatable()).isFalse();
    assertThat(request.headers())
        .containsExactly(
            new Header("api-key", "secret"), new Header("Content-Type", "application/x-protobuf"));
    assertThat(request.body()).isEqualTo("spans".getBytes(StandardCharsets.UTF_8));
    assertThat(heard).containsExactly("200 OK");
    assertThat(lines).isEmpty();
  }

  @Test
  void compressor_isAppliedAndNamed() throws IOException {
    config.compressor = new Gzip();

    send("spans");

    assertThat(sent.get(0).headers().first("Content-Encoding")).isEqualTo("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(sent.get(0).body())).readAllBytes())
        .isEqualTo("spans".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusal_isSaidWithoutWhatTheCollectorAnswered() {
    outcome = new Reply(401, Headers.NONE, "key secret is bad".getBytes(StandardCharsets.UTF_8));

    send("spans");

    assertThat(heard).containsExactly("401 Unauthorized");
    assertThat(lines)
        .containsExactly(
            "otel.mode=private: collector answers 401; nothing is exported there until it answers;"
                + " deliveries go on");
  }

  @Test
  void noAnswer_isAnError() {
    TransportException silent =
        new TransportException("collector did not answer in time", false, true, null);
    outcome = silent;

    send("spans");

    assertThat(heard).containsExactly(silent.toString());
    assertThat(lines)
        .containsExactly(
            "otel.mode=private: collector did not answer in time; nothing is exported there until"
                + " it answers; deliveries go on");
  }

  @Test
  void exportThatCannotBeWritten_isAnError_andNothingIsSent() {
    sender()
        .send(
            new Message("x") {
              @Override
              public void writeMessage(OutputStream output) throws IOException {
                throw new IOException("of jane");
              }
            },
            response -> heard.add("response"),
            error -> heard.add(error.getMessage()));

    assertThat(heard).containsExactly("of jane");
    assertThat(sent).isEmpty();
    assertThat(lines).singleElement().asString().doesNotContain("jane");
  }

  private void send(String message) {
    sender()
        .send(
            new Message(message),
            response -> heard.add(response.getStatusCode() + " " + response.getStatusMessage()),
            error -> heard.add(error.toString()));
  }

  private OtlpSender sender() {
    Transport transport =
        new Transport() {
          @Override
          public Reply send(TransportRequest request, Cancellation cancellation)
              throws TransportException {
            sent.add(request);
            if (outcome instanceof TransportException failure) {
              throw failure;
            }
            return (Reply) outcome;
          }

          @Override
          public void close() {}
        };
    return new OtlpSender(
        config, transport, new Retries(() -> 0, () -> 0), new CollectorNews(lines::add));
  }

  private static Reply reply(int status) {
    return new Reply(status, Headers.NONE, new byte[0]);
  }

  private static class Message implements MessageWriter {
    private final byte[] bytes;

    Message(String text) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void writeMessage(OutputStream output) throws IOException {
      output.write(bytes);
    }

    @Override
    public int getContentLength() {
      return bytes.length;
    }
  }

  private static final class Gzip implements Compressor {
    @Override
    public String getEncoding() {
      return "gzip";
    }

    @Override
    public OutputStream compress(OutputStream output) throws IOException {
      return new GZIPOutputStream(output);
    }
  }

  private static final class Config implements HttpSenderConfig {
    private Compressor compressor;

    @Override
    public URI getEndpoint() {
      return URI.create("https://collector:4318/v1/traces");
    }

    @Override
    public String getContentType() {
      return "application/x-protobuf";
    }

    @Override
    public Compressor getCompressor() {
      return compressor;
    }

    @Override
    public Duration getTimeout() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Duration getConnectTimeout() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
      return () -> Map.of("api-key", List.of("secret"));
    }

    @Override
    public ProxyOptions getProxyOptions() {
      return null;
    }

    @Override
    public RetryPolicy getRetryPolicy() {
      return null;
    }

    @Override
    public SSLContext getSslContext() {
      return null;
    }

    @Override
    public X509TrustManager getTrustManager() {
      return null;
    }

    @Override
    public ExecutorService getExecutorService() {
      return null;
    }
  }
}
