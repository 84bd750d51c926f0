package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.Reply;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.IncomingEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;

/** An answer, consumed as from a connection. */
final class AsyncAnswer {
  private final HttpResponse response;
  private final EntityDetails entity;
  private final byte[] body;

  AsyncAnswer(Reply reply) {
    response = WireView.fill(new BasicHttpResponse(reply.status(), reply.reason()), reply);
    entity =
        hasEntity(reply.status())
            ? new IncomingEntityDetails(response, WireView.contentLength(reply))
            : null;
    body = reply.body();
  }

  private static boolean hasEntity(int status) {
    return status != HttpStatus.SC_NO_CONTENT && status != HttpStatus.SC_NOT_MODIFIED;
  }

  /** On a callback thread: runs the application's consumers and callbacks. */
  void consumeBy(AsyncClientExchangeHandler exchange, HttpContext context) {
    try {
      exchange.consumeResponse(response, entity, context);
      if (entity != null) {
        exchange.updateCapacity(increment -> {});
        if (body.length > 0) {
          exchange.consume(ByteBuffer.wrap(body));
        }
        exchange.streamEnd(null);
      }
    } catch (Exception e) {
      exchange.failed(e);
    } catch (Error e) {
      // nobody else would end the call; and it is made, so the client must not repeat it
      exchange.failed(new FinalFailure("the answer could not be consumed", e));
    } finally {
      exchange.releaseResources();
    }
  }
}
