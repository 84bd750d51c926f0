package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.http.RequestLog;
import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Ask.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of many kinds do, strict ones and odd ones. */
class ClientsIT {
  @RegisterExtension static final Application application = Application.with();

  private static final String REGION = "/api/v1/accounts/region";

  private final Workspace shop = application.workspace();

  /** Ruby's library opens a connection for each call; the agent keeps it for the next. */
  @Test
  void C27_twentyReads_useOneConnection() throws Exception {
    Host host = new Host(Family.TRACK, Region.US);
    shop.proven();
    shop.track("GET", REGION, null);
    long before = application.simulator().stats().connectionsAccepted(host);

    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      statuses.add(shop.track("GET", REGION, null).status());
    }

    assertThat(statuses).isEqualTo(Collections.nCopies(20, 200));
    assertThat(application.simulator().stats().connectionsAccepted(host)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "JdkAsyncCaller, cancel, java.util.concurrent.CancellationException",
    "OkHttpCaller, cancel, java.io.IOException",
    "JdkCaller, interrupt, java.lang.InterruptedException",
    "OkHttpCaller, interrupt, java.io.InterruptedIOException",
  })
  void C10_C30_givenUpCall_endsAtOnceAndIsNotRepeated(String client, String how, String failure)
      throws Exception {
    shop.proven();
    application.awaitDrained();
    application.simulator().faults().add(FaultRule.named("slow").times(1).cut(Cut.HANG_BEFORE));

    application.begin(client, shop.ask(Family.TRACK, "GET", REGION));
    shop.awaitRequests(1, ClientsIT::isRead);
    application.does(how + " -");

    assertThat(application.end()).isEqualTo(new Reply(0, "", false, failure));
    // whatever came after it would come before this one
    assertThat(shop.track("GET", REGION, null).status()).isEqualTo(200);
    assertThat(shop.requests(ClientsIT::isRead))
        .extracting(RequestLog.Entry::answered)
        .containsExactly("unanswered", "200");
  }

  private static boolean isRead(RequestLog.Entry entry) {
    return entry.request().target().equals(REGION);
  }

  /** Go's library takes 200 alone for a success; Segment's resends after an empty 200. */
  @ParameterizedTest
  @ValueSource(strings = {"JdkCaller", "JdkAsyncCaller", "UrlConnectionCaller", "OkHttpCaller"})
  void C31b_T22_answerOfTheAgent_is200WithABody_forEveryClient(String client) throws Exception {
    Workspace other = shop.proven().over(client);

    List<Reply> replies =
        List.of(
            other.identify("p", "{}"),
            other.event("p", Said.event(1)),
            other.track("DELETE", "/api/v1/customers/p", null),
            other.track("POST", "/api/v1/customers/p/suppress", "{}"),
            other.track("POST", "/api/v1/customers/p/unsuppress", "{}"),
            other.track(
                "PUT",
                "/api/v1/customers/p/devices",
                "{\"device\":{\"id\":\"t\",\"platform\":\"ios\"}}"),
            other.track("DELETE", "/api/v1/customers/p/devices/t", null),
            other.track("POST", "/api/v1/events", "{\"name\":\"e\",\"anonymous_id\":\"a\"}"),
            other.track(
                "POST",
                "/api/v2/entity",
                "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"p\"}}"),
            other.pipelines("/v1/identify", "{\"userId\":\"p\"}"),
            other.pipelines("/v1/track", Said.track("p", 1, "")),
            other.pipelines("/v1/batch", "{\"batch\":[" + Said.track("p", 2, "") + "]}"));

    assertThat(replies).containsOnly(Reply.QUEUED);
    application.awaitDrained();
  }

  @ParameterizedTest
  @EnumSource(Framing.class)
  void B09_bodyOfAnyFraming_isTheSameBody(Framing framing) throws Exception {
    shop.proven();
    int n = 0;
    List<String> expected = new ArrayList<>();
    for (String client : List.of("JdkCaller", "UrlConnectionCaller", "OkHttpCaller")) {
      Ask ask =
          shop.ask(Family.TRACK, "POST", "/api/v1/customers/p/events")
              .json(Said.event(++n))
              .framed(framing);
      assertThat(shop.over(client).send(ask)).isEqualTo(Reply.QUEUED);
      expected.add("POST /api/v1/customers/p/events " + Said.event(n));
      assertThat(shop.sent()).isEqualTo(expected);
    }
  }

  /** RudderStack's library sends so, chunked. */
  @Test
  void B09_compressedBody_isReadAndSentPlain() throws Exception {
    String call = Said.track("p", 1, "");
    shop.proven();

    Reply reply =
        shop.send(
            shop.ask(Family.PIPELINES, "POST", "/v1/track")
                .json("")
                .body(gzip(call))
                .framed(Framing.CHUNKED)
                .header("Content-Encoding", "gzip"));

    assertThat(reply).isEqualTo(Reply.QUEUED);
    assertThat(shop.sent()).containsExactly("POST /v1/track " + call);
    assertThat(shop.requests(entry -> entry.bodyText().equals(call)))
        .extracting(entry -> entry.request().header("content-encoding"))
        .containsOnlyNulls();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void B09_expectContinue_isAnsweredWithoutAnInterimAnswer() throws Exception {
    shop.proven();

    Reply reply =
        shop.over("OkHttpCaller")
            .send(
                shop.ask(Family.TRACK, "POST", "/api/v1/customers/p/events")
                    .json(Said.event(1))
                    .header("Expect", "100-continue"));

    assertThat(reply).isEqualTo(Reply.QUEUED);
    assertThat(shop.sent()).containsExactly("POST /api/v1/customers/p/events " + Said.event(1));
  }

  @Test
  void B10_bodyAnnouncedAfterConnecting_isRefusedAsByTheJdk() throws Exception {
    String url = application.base(Family.TRACK, Region.US) + "/api/v1/customers/p";

    assertThat(application.does("connect " + url)).isEqualTo(IllegalStateException.class.getName());
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 405", "OPTIONS, 405", "GET, 405"})
  void B11_methodsThatSayNothing_areAnsweredByCustomerio(String method, int status)
      throws Exception {
    shop.proven();

    Reply reply = shop.track(method, "/api/v1/customers/p", null);

    assertThat(reply).isEqualTo(Reply.of(status, reply.body()));
    assertThat(shop.tried()).containsExactly(method + " /api/v1/customers/p → " + status);
  }
}
