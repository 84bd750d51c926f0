package customerio.simulator.pipelines;

import customerio.simulator.http.ApiRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Limits concern the content: a compressed body is inflated before anything is measured. */
final class GzipBody {

  private GzipBody() {}

  /** The request with its plain body; null when it is not what it claims to be. */
  static ApiRequest inflate(ApiRequest request) {
    if (!"gzip".equalsIgnoreCase(request.header("content-encoding"))) {
      return request;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
      return request.withBody(gzip.readAllBytes());
    } catch (IOException notGzip) {
      return null;
    }
  }
}
