package customerio.agent.transport;

import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Takes back the codings that the client offers by itself: nobody has asked for them. What comes
 * packed all the same is unpacked as ever.
 */
final class OwnCodings implements HttpRequestInterceptor {

  @Override
  public void process(HttpRequest request, EntityDetails entity, HttpContext context) {
    if (HttpClientContext.cast(context).getRequestConfigOrDefault().isContentCompressionEnabled()) {
      request.removeHeaders(HttpHeaders.ACCEPT_ENCODING);
    }
  }
}
