package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.accounts.Account;
import customerio.simulator.accounts.Credential;
import customerio.simulator.http.RequestLog;
import customerio.tests.differential.client.Ask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose operations they are, and what becomes of them when the key is no good. */
class CredentialsIT {
  @RegisterExtension static final Application application = Application.with();

  private static final Reply UNAUTHORIZED =
      Reply.of(401, "{\"meta\":{\"error\":\"unauthorized\"}}\n");

  private final Workspace shop = application.workspace();

  @Test
  void C09_headersOfTheApplication_cannotChangeTheRequest() throws Exception {
    Workspace okHttp = shop.over("OkHttpCaller");
    shop.proven();

    Reply reply =
        okHttp.send(
            okHttp
                .ask(Family.TRACK, "POST", "/api/v1/customers/p/events")
                .json(Said.event(1))
                .header("Content-Length", "3")
                .header("Host", "elsewhere.example")
                .header("Connection", "X-Hop")
                .header("X-Hop", "1")
                .header("Transfer-Encoding", "chunked"));

    assertThat(reply).isEqualTo(Reply.QUEUED);
    assertThat(shop.sent()).containsExactly("POST /api/v1/customers/p/events " + Said.event(1));
    RequestLog.Entry sent = shop.requests(entry -> entry.bodyText().contains("e1")).get(0);
    assertThat(sent.request().headers().keySet())
        .isSubsetOf(
            "accept-encoding",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "host",
            "user-agent");
    assertThat(sent.request().header("authorization")).isEqualTo(shop.trackAuthorization());
    assertThat(sent.request().header("content-length"))
        .isEqualTo(Integer.toString(Said.event(1).length()));
    assertThat(sent.request().header("host"))
        .isEqualTo(application.simulator().uri(Family.TRACK, Region.US).getAuthority());
  }

  @Test
  void C29_wrongCredential_isTheApplicationsToSee_eachTime() throws Exception {
    String wrong = Workspace.basic("site-" + shop.name() + ":nonsense");
    long accepted = application.count("Accepted");
    Ask ask =
        Ask.of(
                "PUT",
                application.simulator().uri(Family.TRACK, Region.US) + "/api/v1/customers/p",
                wrong)
            .json("{}");

    assertThat(List.of(shop.send(ask), shop.send(ask), shop.send(ask))).containsOnly(UNAUTHORIZED);
    assertThat(application.count("Accepted")).isEqualTo(accepted);
  }

  @Test
  void C29_bothAlphabetsOfBase64_areTheSameCredential() throws Exception {
    // the pair contains both letters in which the alphabets differ
    byte[] pair = "site-\u00ff\u00ff\u00fe~~?:key".getBytes(StandardCharsets.ISO_8859_1);
    String standard = "Basic " + Base64.getEncoder().encodeToString(pair);
    String urlSafe = "Basic " + Base64.getUrlEncoder().encodeToString(pair);
    assertThat(standard).isNotEqualTo(urlSafe);
    application
        .simulator()
        .accounts()
        .register(
            Credential.track(decoded(pair, 0), decoded(pair, 1)),
            new Account(shop.name(), Region.US));
    String url = application.simulator().uri(Family.TRACK, Region.US) + "/api/v1/customers/p";

    Reply first = shop.send(Ask.of("PUT", url, standard).json(Said.identify("plan", "a")));
    Reply second = shop.send(Ask.of("PUT", url, urlSafe).json(Said.identify("plan", "b")));

    // the second needs no first call of its own
    assertThat(List.of(first, second)).containsExactly(Reply.TAKEN, Reply.QUEUED);
    assertThat(shop.ledger()).containsExactly("identify id:p applied", "identify id:p applied");
  }

  /** As the simulator reads it. */
  private static String decoded(byte[] pair, int part) {
    return new String(pair, StandardCharsets.UTF_8).split(":")[part];
  }

  @Test
  void T19_workspacesAndRegionsOfOneApplication_areNeverMixed() throws Exception {
    Workspace other = application.workspace();
    Workspace european = application.europeanWorkspace();
    List<Workspace> all = List.of(shop, other, european);
    for (Workspace each : all) {
      each.proven();
    }

    shop.together(
        "p",
        () -> {
          for (Workspace each : all) {
            each.event("p", Said.event("of " + each.name(), 1, "{}"));
            each.event("p", Said.event("of " + each.name(), 2, "{}"));
            each.pipelines("/v1/track", Said.track("p", 1, ""));
            each.pipelines("/v1/track", Said.track("p", 2, ""));
          }
        });

    for (Workspace each : all) {
      assertThat(each.arrivals())
          .as(each.name())
          .extracting(arrival -> arrival.host().label() + ' ' + arrival.name())
          .containsExactlyInAnyOrder(
              "track-" + region(each) + " of " + each.name(),
              "track-" + region(each) + " of " + each.name(),
              "pipelines-" + region(each) + " e1",
              "pipelines-" + region(each) + " e2");
    }
  }

  private static String region(Workspace workspace) {
    return workspace.name().startsWith("eu-") ? "eu" : "us";
  }

  /** Segment's Java library up to 3.5.4 sends no header. */
  @Test
  void T19_writeKeyInTheBody_isNobodyElsesBatch() throws Exception {
    shop.proven();
    String body = "{\"writeKey\":\"wk-" + shop.name() + "\"," + Said.track("p", 1, "").substring(1);

    Reply reply =
        shop.send(
            new Ask(
                "POST",
                application.simulator().uri(Family.PIPELINES, Region.US) + "/v1/track",
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Ask.Framing.BUFFERED,
                0));

    assertThat(reply).isEqualTo(Reply.TAKEN);
    assertThat(shop.ledger()).containsExactly("event id:p e1 applied");
  }

  @Test
  void T23_F21_rotatedKey_pausesTheQueue_showsInTheApplication_andLosesNothing() throws Exception {
    shop.proven();
    application.awaitDrained();
    application.simulator().accounts().revoke(shop.trackCredential());

    assertThat(shop.event("p", Said.event(1))).isEqualTo(Reply.QUEUED);
    shop.awaitRequests(1, entry -> entry.answered().equals("401"));
    application.awaitDestinations(1, "a credential that Customer.io accepts");
    Reply meanwhile = shop.event("p", Said.event(2));
    long waiting = application.count("Pending");
    application.simulator().accounts().restore(shop.trackCredential());

    assertThat(meanwhile).isEqualTo(UNAUTHORIZED);
    assertThat(waiting).isEqualTo(1);
    // the second was refused before the application's eyes
    assertThat(shop.ledger()).containsExactly("event id:p e1 applied");
    application.awaitDrained(); // it has arrived, and the agent knows
    assertThat(shop.event("p", Said.event(3))).isEqualTo(Reply.QUEUED);
    assertThat(shop.ledger()).containsExactly("event id:p e1 applied", "event id:p e3 applied");
  }
}
