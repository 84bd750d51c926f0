package customerio.simulator.http;

import customerio.simulator.faults.Trickle;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts a reply on the wire: at once, chunked, or drop by drop. */
final class ReplyWriter {

  private final ScheduledExecutorService timer;

  ReplyWriter(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * @param trickle null for the usual pace
   */
  void write(ApiReply reply, Response response, Trickle trickle, Callback callback) {
    response.setStatus(reply.status());
    reply.headers().forEach(response.getHeaders()::put);
    ByteBuffer body = ByteBuffer.wrap(reply.body());
    if (trickle != null) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
      drip(body, response, trickle, callback);
    } else if (reply.chunked()) {
      // a first write that is not the last keeps Jetty from knowing the length
      response.write(
          false,
          body,
          Callback.from(
              () -> response.write(true, ByteBuffer.allocate(0), callback), callback::failed));
    } else {
      response.write(true, body, callback);
    }
  }

  private void drip(ByteBuffer body, Response response, Trickle trickle, Callback callback) {
    ByteBuffer drop = body.slice(body.position(), Math.min(trickle.chunkBytes(), body.remaining()));
    body.position(body.position() + drop.remaining());
    boolean last = !body.hasRemaining();
    Callback next =
        last
            ? callback
            : Callback.from(
                () ->
                    timer.schedule(
                        () -> drip(body, response, trickle, callback),
                        trickle.everyMillis(),
                        TimeUnit.MILLISECONDS),
                callback::failed);
    response.write(last, drop, next);
  }
}
