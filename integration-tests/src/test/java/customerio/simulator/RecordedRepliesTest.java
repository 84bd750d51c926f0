package customerio.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies on the wire, byte by byte, against what customerio-node recorded. */
class RecordedRepliesTest {

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  private static final List<String> TRACK_HEADERS =
      List.of(
          "access-control-allow-origin: *",
          "alt-svc: h3=\":443\"; ma=2592000,h3-29=\":443\"; ma=2592000",
          "cache-control: no-cache, no-store, must-revalidate, max-age=0",
          "content-length: 3",
          "content-type: application/json; charset=utf-8",
          "status: 200 OK",
          "strict-transport-security: max-age=31536000; includeSubDomains",
          "via: 1.1 google");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/api/v1/customers/42|{}",
        "DELETE|/api/v1/customers/42|{}",
        "POST|/api/v1/customers/42/suppress|{}",
        "POST|/api/v1/customers/42/unsuppress|{}",
        "POST|/api/v1/customers/42/events|{\"name\":\"order\"}",
        "POST|/api/v1/events|{\"name\":\"order\"}",
        "PUT|/api/v1/customers/42/devices|{\"device\":{\"id\":\"t\",\"platform\":\"ios\"}}",
        "DELETE|/api/v1/customers/42/devices/t|",
        "POST|/api/v2/batch|{\"batch\":[{\"type\":\"person\",\"action\":\"delete\",\"identifiers\":{\"id\":\"1\"}}]}",
      })
  void trackSuccess_isTheRecordedReply(String method, String target, String body) throws Exception {
    String reply = exchange(Family.TRACK, method, target, RunningSimulator.TRACK_AUTH, body);

    assertThat(reply).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n{}\n");
    assertThat(headers(reply)).containsExactlyElementsOf(TRACK_HEADERS);
  }

  @Test
  void pipelinesSuccess_hasTheSameThreeBytes() throws Exception {
    String reply =
        exchange(
            Family.PIPELINES,
            "POST",
            "/v1/identify",
            RunningSimulator.PIPELINES_AUTH,
            "{\"userId\":\"1\"}");

    assertThat(reply).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n{}\n");
    assertThat(headers(reply)).contains("content-length: 3");
  }

  @Test
  void appReply_isChunked() {
    HttpResponse<String> reply = simulator.app("GET", "/v1/exports", "");

    assertThat(reply.headers().firstValue("transfer-encoding")).hasValue("chunked");
    assertThat(reply.headers().firstValue("content-length")).isEmpty();
    assertThat(reply.headers().firstValue("cache-control"))
        .hasValue("must-revalidate,no-cache,no-store");
    assertThat(reply.body()).isEqualTo("{\"exports\":null}\n");
  }

  private String exchange(
      Family family, String method, String target, String authorization, String body)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
    try (Socket socket =
        new Socket("127.0.0.1", simulator.get().uri(family, Region.US).getPort())) {
      String head =
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
              + authorization
              + "\r\nContent-Length: "
              + bytes.length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(bytes);
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** Sorted, names in lower case; without those that belong to this connection or moment. */
  private static List<String> headers(String reply) {
    List<String> headers = new ArrayList<>();
    for (String line : reply.substring(0, reply.indexOf("\r\n\r\n")).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!name.equals("date") && !name.equals("connection")) {
          headers.add(name + line.substring(colon));
        }
      }
    }
    headers.sort(null);
    return headers;
  }
}
