package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.Header;
import customerio.agent.capture.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;

/** What the client below a connector would have done by itself. */
interface NativeClient {

  /**
   * The header lines it sends beside the request's own ones.
   *
   * @param own of the request
   */
  List<Header> addedTo(HttpHeaders own);

  /** Where it tells that a response has come, and so where the application's operators run. */
  Executor callbacks();

  /** How long it waits for a response; null for ever. */
  Duration responseTimeout();

  /** What it fails with when that is over. */
  Throwable timedOut(Throwable cause);

  /**
   * An answer as it comes out of the client.
   *
   * @throws IOException it cannot be read
   */
  Reply decoded(Reply reply) throws IOException;

  MultiValueMap<String, ResponseCookie> cookies(List<String> setCookies);
}
