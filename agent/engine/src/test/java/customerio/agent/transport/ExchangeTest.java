package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that has lost its connection between getting it and using it. */
@Timeout(60)
class ExchangeTest {
  private final DaemonTimer timer = new DaemonTimer();

  @AfterEach
  void close() {
    timer.close();
  }

  @Test
  void deadlineInBetween_isADeadline() {
    Exchange exchange = exchange(ExchangeTest::awaitCancelled, HttpTransportFixture.SHORT);
    IOException thrown =
        catchThrowableOfType(IOException.class, () -> exchange.run(timer, new Cancellation()));

    TransportException failure = exchange.explain(thrown);
    assertThat(failure).hasMessage("127.0.0.1 could not be reached in time");
    assertThat(failure.nothingSent()).isTrue();
    assertThat(failure.timedOut()).isTrue();
  }

  @Test
  void anyOtherIllegalState_isADefect() {
    Exchange exchange = exchange(request -> {}, HttpTransportFixture.GENEROUS);

    assertThatThrownBy(() -> exchange.run(timer, new Cancellation()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void awaitCancelled(HttpUriRequestBase request) {
    while (!request.isCancelled()) {
      Thread.onSpinWait();
    }
  }

  private static Exchange exchange(Consumer<HttpUriRequestBase> before, Duration timeout) {
    return new Exchange(
        new Client(before),
        TransportSettings.DEFAULTS,
        HttpTransportFixture.post(URI.create("http://127.0.0.1:9"), timeout),
        timeout);
  }

  private static final class Client extends CloseableHttpClient {
    private final Consumer<HttpUriRequestBase> before;

    Client(Consumer<HttpUriRequestBase> before) {
      this.before = before;
    }

    @Override
    protected CloseableHttpResponse doExecute(
        HttpHost target, ClassicHttpRequest request, HttpContext context) {
      before.accept((HttpUriRequestBase) request);
      throw new IllegalStateException("Endpoint not acquired / already released");
    }

    @Override
    public void close() {}

    @Override
    public void close(CloseMode mode) {}
  }
}
