package customerio.agent.privatesdk;

import customerio.agent.transport.HttpTransport;
import customerio.agent.transport.SendScope;
import customerio.agent.transport.TransportSettings;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** One sender for each address of a collector. */
final class OtlpSenders implements HttpSenderProvider {
  private final SendScope scope;
  private final Consumer<String> log;
  private final Retries retries =
      new Retries(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());

  /**
   * @param scope surrounds every exchange
   * @param log see {@link OncePerMinute}
   */
  OtlpSenders(SendScope scope, Consumer<String> log) {
    this.scope = scope;
    this.log = log;
  }

  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    TransportSettings settings =
        TransportSettings.DEFAULTS
            .withMaxConnections(1)
            .withConnectTimeout(config.getConnectTimeout())
            .withMaxReplyBytes((int) config.getMaxResponseBodySize());
    return new OtlpSender(
        config,
        new HttpTransport(settings, scope, config.getSslContext()),
        retries,
        new CollectorNews(log));
  }

  /** The SDK finds these, and everything else where it would. */
  ComponentLoader before(ComponentLoader others) {
    HttpSenderProvider ours = this;
    return new ComponentLoader() {
      @Override
      public <T> Iterable<T> load(Class<T> service) {
        return service == HttpSenderProvider.class
            ? List.of(service.cast(ours))
            : others.load(service);
      }
    };
  }

  /** Whoever waits to try again does so now and for the last time. */
  void hurry() {
    retries.end();
  }
}
