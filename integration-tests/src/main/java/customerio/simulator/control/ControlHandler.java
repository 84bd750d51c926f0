package customerio.simulator.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The control port as HTTP. 400 says what was not understood, 404 that there is no such command.
 */
final class ControlHandler extends Handler.Abstract {

  private final Control control;

  ControlHandler(Control control) {
    this.control = control;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ByteBuffer body = Content.Source.asByteBuffer(request);
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    try {
      byte[] answer =
          control.answer(
              request.getMethod(),
              request.getHttpURI().getPath(),
              new Query(Request.extractQueryParameters(request)),
              bytes);
      if (answer == null) {
        write(response, 404, "no such command\n".getBytes(StandardCharsets.UTF_8), callback);
      } else {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        write(response, 200, answer, callback);
      }
    } catch (IllegalArgumentException notUnderstood) {
      String why = notUnderstood.getMessage() + "\n";
      write(response, 400, why.getBytes(StandardCharsets.UTF_8), callback);
    }
    return true;
  }

  private static void write(Response response, int status, byte[] body, Callback callback) {
    response.setStatus(status);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
