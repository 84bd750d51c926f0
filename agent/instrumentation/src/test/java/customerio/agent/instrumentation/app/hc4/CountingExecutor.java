package customerio.agent.instrumentation.app.hc4;

import java.io.IOException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.message.BasicHttpResponse;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/** An application's own, as those that measure calls are. */
final class CountingExecutor extends HttpRequestExecutor {
  int executions;
  boolean hidesFailures;
  RuntimeException failure;

  /** Thrown when there is an answer. */
  Exception afterwards;

  @Override
  public HttpResponse execute(
      HttpRequest request, HttpClientConnection connection, HttpContext context)
      throws IOException, HttpException {
    executions++;
    if (failure != null) {
      throw failure;
    }
    try {
      HttpResponse response = super.execute(request, connection, context);
      if (afterwards != null) {
        throw CountingExecutor.<RuntimeException>unchecked(afterwards);
      }
      return response;
    } catch (IOException e) {
      if (hidesFailures) {
        return new BasicHttpResponse(HttpVersion.HTTP_1_1, 200, "made up");
      }
      throw e;
    }
  }

  /** As in languages that know no checked exceptions. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> E unchecked(Exception exception) throws E {
    throw (E) exception;
  }
}
