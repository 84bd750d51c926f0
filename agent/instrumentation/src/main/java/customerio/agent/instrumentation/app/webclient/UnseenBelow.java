package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.OwnTraffic;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A call that the engine was asked about; interceptors of the client below need not ask again. */
final class UnseenBelow<T> extends Mono<T> {
  private final Mono<T> call;

  UnseenBelow(Mono<T> call) {
    this.call = call;
  }

  /** Reactor Netty looks at the target of a request when it is subscribed to, on that thread. */
  @Override
  public void subscribe(CoreSubscriber<? super T> subscriber) {
    try {
      OwnTraffic.call(
          () -> {
            call.subscribe(subscriber);
            return null;
          });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e); // subscribe() declares none
    }
  }
}
