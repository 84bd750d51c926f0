package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * An exchange whose request was produced once already, into memory: sends what is there, and then
 * what its producer still has.
 */
final class ReplayedExchange implements AsyncClientExchangeHandler {
  private final AsyncClientExchangeHandler exchange;
  private final HttpRequest request;
  private final EntityDetails entity;
  private final MemoryOutput produced;
  private final ByteBuffer bytes;
  private final IntConsumer watched;
  private final OriginalRun run;

  /**
   * @param entity null when the request has none
   * @param watched told the status of the answer, or 0 when there is none
   */
  ReplayedExchange(
      AsyncClientExchangeHandler exchange,
      HttpRequest request,
      EntityDetails entity,
      MemoryOutput produced,
      IntConsumer watched,
      OriginalRun run) {
    this.exchange = exchange;
    this.request = request;
    this.entity = entity;
    this.produced = produced;
    this.bytes = ByteBuffer.wrap(produced.bytes());
    this.watched = watched;
    this.run = run;
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    channel.sendRequest(request, entity, context);
  }

  @Override
  public int available() {
    if (bytes.hasRemaining()) {
      return bytes.remaining();
    }
    return produced.isEnded() ? 1 : exchange.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    produced.connect(channel);
    if (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      channel.requestOutput();
    } else if (!produced.isEnded()) {
      exchange.produce(channel);
    } else if (produced.trailers() != null) {
      channel.endStream(produced.trailers());
    } else {
      channel.endStream();
    }
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context)
      throws HttpException, IOException {
    exchange.consumeInformation(response, context);
  }

  @Override
  public void consumeResponse(HttpResponse response, EntityDetails details, HttpContext context)
      throws HttpException, IOException {
    watched.accept(response.getCode());
    exchange.consumeResponse(response, details, context);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    exchange.updateCapacity(channel);
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    exchange.consume(source);
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
    exchange.streamEnd(trailers);
  }

  @Override
  public void failed(Exception cause) {
    // core5-reactive's consumer cancels within this, and nobody is to hear of that as an end
    run.over();
    watched.accept(0);
    exchange.failed(cause);
  }

  @Override
  public void cancel() {
    watched.accept(0);
    exchange.cancel();
  }

  @Override
  public void releaseResources() {
    exchange.releaseResources();
  }
}
