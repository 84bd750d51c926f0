package customerio.agent.transport;

import customerio.agent.capture.Header;
import customerio.agent.capture.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/** One attempt at one request, with a deadline that no slow peer can push. */
final class Exchange {
  private static final Set<String> BODYLESS = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final CloseableHttpClient client;
  private final TransportRequest request;
  private final Duration timeout;
  private final ReplyReader replyReader;
  private final HttpUriRequestBase message;
  private final WireProgress progress = new WireProgress();
  private volatile boolean expired;

  Exchange(
      CloseableHttpClient client,
      TransportSettings settings,
      TransportRequest request,
      Duration timeout) {
    this.client = client;
    this.request = request;
    // zero would mean "for ever" to the client
    this.timeout = timeout.compareTo(SHORTEST) < 0 ? SHORTEST : timeout;
    this.replyReader = new ReplyReader(settings.maxReplyBytes());
    this.message = message();
  }

  Reply run(DaemonTimer timer, Cancellation cancellation) throws IOException {
    cancellation.onCancel(message::cancel);
    ScheduledFuture<?> deadline = timer.after(timeout, this::expire);
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(WatchedRequestExecutor.PROGRESS, progress);
    try (ClassicHttpResponse response = client.executeOpen(server(), message, context)) {
      // a tunnel that the proxy refuses surfaces as if it were the reply
      if (!progress.isRequestStarted()) {
        throw new ProxyRefusalException(response.getCode());
      }
      Reply reply = read(response);
      if (reply.status() == 407) {
        throw new ProxyRefusalException(407);
      }
      return reply;
    } catch (CancellationException e) {
      throw new IOException("cancelled", e);
    } catch (IllegalStateException e) {
      if (!message.isCancelled()) {
        throw e;
      }
      // the client had a connection, and found it taken away when it was about to use it
      throw new IOException("cancelled", e);
    } finally {
      if (deadline != null) {
        deadline.cancel(false);
      }
    }
  }

  boolean metStaleConnection() {
    return progress.isConnectionStale() && !expired;
  }

  TransportException explain(IOException cause) {
    String host = request.server().getHost();
    boolean started = progress.isRequestStarted();
    if (cause instanceof ProxyRefusalException) {
      return new TransportException(cause.getMessage() + " for " + host, true, false, cause);
    }
    if (expired) {
      return Failures.deadline(host, started, cause);
    }
    return started
        ? Failures.afterRequestStarted(host, cause)
        : Failures.beforeRequestStarted(host, cause);
  }

  private Reply read(ClassicHttpResponse response) throws IOException {
    try {
      return replyReader.read(response);
    } catch (IOException e) {
      // else closing the response would read on, up to the deadline
      message.cancel();
      throw e;
    }
  }

  private void expire() {
    expired = true;
    message.cancel();
  }

  private HttpHost server() {
    URI server = request.server();
    return new HttpHost(server.getScheme(), server.getHost(), server.getPort());
  }

  /** The client writes it as it is, so a line break would smuggle in a second request. */
  private static String checked(String target) {
    if (!target.startsWith("/") || target.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("not a request target");
    }
    return target;
  }

  private HttpUriRequestBase message() {
    HttpUriRequestBase built = new HttpUriRequestBase(request.method(), request.server());
    built.setPath(checked(request.target()));
    for (Header header : request.headers()) {
      built.addHeader(header.name(), header.value());
    }
    if (request.body().length > 0 || !BODYLESS.contains(request.method())) {
      built.setEntity(new ByteArrayEntity(request.body(), null));
    }
    Timeout limit = Timeout.of(timeout);
    built.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(limit)
            .setResponseTimeout(limit)
            .setRedirectsEnabled(false)
            // neither asks for a coding nor undoes one
            .setContentCompressionEnabled(!request.verbatim())
            // else the client offers "Upgrade: TLS" on plain connections
            .setProtocolUpgradeEnabled(false)
            .build());
    return built;
  }
}
