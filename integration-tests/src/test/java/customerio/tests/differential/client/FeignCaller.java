package customerio.tests.differential.client;

import feign.Client;
import feign.DefaultClient;
import feign.Request;
import feign.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Feign's default client, which uses {@code HttpURLConnection}. */
public class FeignCaller implements Caller {
  private final Client client;

  public FeignCaller() {
    this(new DefaultClient(null, null));
  }

  FeignCaller(Client client) {
    this.client = client;
  }

  @Override
  public String title() {
    return "Feign, default client";
  }

  @Override
  public String switchName() {
    return "urlconnection";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    Map<String, Collection<String>> headers = new LinkedHashMap<>();
    ask.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    Request request =
        Request.create(
            Request.HttpMethod.valueOf(ask.method()),
            ask.url(),
            headers,
            isPacked(ask) ? packed(ask.body()) : ask.body(),
            isPacked(ask)
                ? null
                : StandardCharsets.UTF_8, // without one, no client takes it for text
            null);
    Request.Options options =
        new Request.Options(
            10,
            TimeUnit.SECONDS,
            ask.readTimeoutMillis() == 0 ? 60_000 : ask.readTimeoutMillis(),
            TimeUnit.MILLISECONDS,
            true);
    try (Response response = client.execute(request, options)) {
      Map<String, List<String>> fields = new TreeMap<>();
      response.headers().forEach((name, values) -> fields.put(name, List.copyOf(values)));
      String body =
          response.body() == null
              ? null
              : new String(response.body().asInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Seen(response.status(), fields, body);
    }
  }

  private static boolean isPacked(Ask ask) {
    return "gzip".equals(ask.headers().get("Content-Encoding"));
  }

  /** Feign's own client packs a body of that encoding by itself. */
  byte[] packed(byte[] gzip) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
  }
}
