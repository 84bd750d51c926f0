package customerio.agent.instrumentation.app.webclient;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an application has written to a {@link CapturingRequest}, for another request. */
sealed interface RequestBody {
  RequestBody NONE = new None();

  Mono<Void> writeTo(ClientHttpRequest request);

  /** Whether it can be written any number of times, else once. */
  default boolean isRepeatable() {
    return false;
  }

  /** There is none. */
  record None() implements RequestBody {
    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public Mono<Void> writeTo(ClientHttpRequest request) {
      return request.setComplete();
    }
  }

  /**
   * @param bytes all of it
   * @param single came as a {@code Mono}, which clients send with its length, else in chunks
   */
  record Whole(byte[] bytes, boolean single) implements RequestBody {
    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public Mono<Void> writeTo(ClientHttpRequest request) {
      Mono<DataBuffer> buffer = Mono.fromSupplier(() -> request.bufferFactory().wrap(bytes));
      return request.writeWith(single ? buffer : buffer.flux());
    }
  }

  /** Longer than is captured: its beginning, and the rest to come. */
  record Endless(byte[] beginning, RestOfBody rest) implements RequestBody {
    @Override
    public Mono<Void> writeTo(ClientHttpRequest request) {
      Mono<DataBuffer> buffer = Mono.fromSupplier(() -> request.bufferFactory().wrap(beginning));
      return request.writeWith(Flux.concat(buffer, rest));
    }
  }

  /** Known to be too long, so nobody has read it yet. */
  record Unread(Publisher<? extends DataBuffer> body) implements RequestBody {
    @Override
    public Mono<Void> writeTo(ClientHttpRequest request) {
      return request.writeWith(body);
    }
  }

  /** To be flushed piece by piece. */
  record Streamed(Publisher<? extends Publisher<? extends DataBuffer>> body)
      implements RequestBody {
    @Override
    public Mono<Void> writeTo(ClientHttpRequest request) {
      return request.writeAndFlushWith(body);
    }
  }
}
