package customerio.tests.differential.client;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Arrays;

/** A body that can be read once, piece by piece, and stops when it is asked to. */
final class VertxPieces implements ReadStream<Buffer> {
  private static final int PIECE = 64 * 1024;

  private final Context context;
  private final byte[] body;
  private int sent;
  private boolean flowing = true;
  private boolean ended;
  private Handler<Buffer> handler;
  private Handler<Void> end;

  VertxPieces(Vertx vertx, byte[] body) {
    context = vertx.getOrCreateContext();
    this.body = body;
  }

  @Override
  public synchronized ReadStream<Buffer> handler(Handler<Buffer> to) {
    handler = to;
    if (to != null) {
      goOn();
    }
    return this;
  }

  @Override
  public synchronized ReadStream<Buffer> endHandler(Handler<Void> to) {
    end = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> to) {
    return this;
  }

  @Override
  public synchronized ReadStream<Buffer> pause() {
    flowing = false;
    return this;
  }

  @Override
  public synchronized ReadStream<Buffer> resume() {
    flowing = true;
    goOn();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    return resume();
  }

  private void goOn() {
    context.runOnContext(ignored -> next());
  }

  private void next() {
    Buffer piece;
    Handler<Buffer> to;
    synchronized (this) {
      if (!flowing || handler == null || ended) {
        return;
      }
      to = handler;
      int length = Math.min(PIECE, body.length - sent);
      piece = length == 0 ? null : Buffer.buffer(Arrays.copyOfRange(body, sent, sent + length));
      sent += length;
      ended = piece == null;
    }
    if (piece != null) {
      to.handle(piece);
      goOn();
    } else if (end != null) {
      end.handle(null);
    }
  }
}
