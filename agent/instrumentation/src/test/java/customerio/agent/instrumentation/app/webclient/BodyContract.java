package customerio.agent.instrumentation.app.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.core.io.buffer.PooledDataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

/** Bodies that are large, written in pieces, streamed, or can be read once. */
public final class BodyContract extends WebClientContract {
  private static final String LARGE = "x".repeat(3 * ScriptedTaker.MAX_BODY_BYTES);

  private final AtomicInteger subscriptions = new AtomicInteger();

  private Flux<DataBuffer> once(String text) {
    AtomicBoolean read = new AtomicBoolean();
    return Flux.defer(
        () -> {
          subscriptions.incrementAndGet();
          return read.getAndSet(true)
              ? Flux.error(new IllegalStateException("read twice"))
              : pieces(text, 100);
        });
  }

  private String send(Flux<DataBuffer> content) {
    return body(request(HttpMethod.PUT).body(BodyInserters.fromDataBuffers(content))).block();
  }

  @Test
  public void pieces_areTaken() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(send(once("x".repeat(950)))).isEqualTo("{}");
    assertThat(taker.requests.get(0).body()).asString().isEqualTo("x".repeat(950));
  }

  @Test
  public void piecesPassed_areReplayedInChunks() {
    script(ScriptedTaker.pass());

    assertThat(send(once(BODY))).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(subscriptions).hasValue(1);
    assertThat(server.received.get(0).headers().first("Transfer-encoding")).isEqualTo("chunked");
  }

  @Test
  public void large_goesToTheOriginal() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(send(once(LARGE))).isEqualTo(FROM_SERVER);
    assertServerGot(LARGE);
    assertThat(subscriptions).hasValue(1);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void largeAndDeclared_isNotReadHere() {
    script(ScriptedTaker.accept(QUEUED));
    String answer =
        body(request(HttpMethod.PUT)
                .contentLength(LARGE.length())
                .body(BodyInserters.fromDataBuffers(once(LARGE))))
            .block();

    assertThat(answer).isEqualTo(FROM_SERVER);
    assertServerGot(LARGE);
    assertThat(subscriptions).hasValue(1);
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void largeInOnePiece_goesToTheOriginal() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(body(request(HttpMethod.PUT).bodyValue(LARGE)).block()).isEqualTo(FROM_SERVER);
    assertServerGot(LARGE);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void streamed_goesToTheOriginal() {
    script(ScriptedTaker.accept(QUEUED));
    String answer =
        body(request(HttpMethod.PUT)
                .body((output, context) -> output.writeAndFlushWith(once(BODY).map(Flux::just))))
            .block();

    assertThat(answer).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(subscriptions).hasValue(1);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.bypassed).hasValue(1);
  }

  @Test
  public void multipart_isReplayed() {
    script(ScriptedTaker.pass());
    MultipartBodyBuilder parts = new MultipartBodyBuilder();
    parts.part("name", "value");
    String answer =
        body(client()
                .post()
                .uri(server.url("/"))
                .body(BodyInserters.fromMultipartData(parts.build())))
            .block();

    assertThat(answer).isEqualTo(FROM_SERVER);
    assertThat(server.received).hasSize(1);
    assertThat(server.received.get(0).body())
        .isEqualTo(new String(taker.requests.get(0).body(), StandardCharsets.UTF_8))
        .contains("value");
  }

  @Test
  public void failingBody_failsAsItDoes() {
    IllegalStateException broken = new IllegalStateException("no more");
    script(ScriptedTaker.accept(QUEUED));
    Flux<DataBuffer> content = pieces(BODY, 5).concatWith(Flux.error(broken));

    assertThatThrownBy(() -> send(content)).hasRootCause(broken);
    assertThat(taker.requests).isEmpty();
    assertThat(server.received).isEmpty();
  }

  @Test
  public void failingAfterMuch_failsAsItDoes() {
    IllegalStateException broken = new IllegalStateException("no more");
    script(ScriptedTaker.accept(QUEUED));
    Flux<DataBuffer> content = pieces(LARGE, 100).concatWith(Flux.error(broken));

    assertThatThrownBy(() -> send(content)).hasRootCause(broken);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void pooledBuffers_areReleased() {
    NettyDataBufferFactory pooled = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
    List<PooledDataBuffer> handedOut = new CopyOnWriteArrayList<>();
    script(ScriptedTaker.accept(QUEUED));
    for (String text : List.of(BODY, LARGE)) {
      Flux<DataBuffer> content =
          pieces(text, 100)
              .map(
                  piece -> {
                    DataBuffer buffer = pooled.allocateBuffer(100).write(piece);
                    handedOut.add((PooledDataBuffer) buffer);
                    return buffer;
                  });
      send(content);
    }

    assertThat(handedOut).hasSize(31).noneMatch(PooledDataBuffer::isAllocated);
  }
}
