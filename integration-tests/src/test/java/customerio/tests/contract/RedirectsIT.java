package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.accounts.WrongRegion;
import customerio.simulator.faults.FaultRule;
import customerio.tests.contract.OtherHost.Request;
import customerio.tests.differential.client.Ask;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The account lives in the other region, or behind a gateway. Most clients make a GET of a
 * redirected POST, or lose the credential; on the way to the account's region neither is lost. All
 * else is the client's business; what is queued is not shown to a stranger, and waits instead.
 */
class RedirectsIT {
  private static final Host US = new Host(Family.TRACK, Region.US);
  private static final Host EU = new Host(Family.TRACK, Region.EU);
  private static final String PERSON = "/api/v1/customers/p";
  private static final String PLAN = Said.identify("plan", "a");

  @TempDir static Path directory;

  @RegisterExtension static final Application application = Application.with();

  private static OtherHost customerio;
  private static OtherHost gateway;

  private final Workspace european = application.europeanWorkspace();

  @BeforeAll
  static void listen() throws Exception {
    Certificates certificates = Certificates.ofCustomerio(directory);
    customerio = OtherHost.encrypted(certificates.context());
    gateway = OtherHost.plain();
    application
        .option(certificates.options())
        .option("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + gateway.port())
        .place("pipelines-eu", "http://127.0.0.1:" + gateway.port() + "/cio")
        .place("app-eu", "http://gateway.example")
        .restart();
  }

  @AfterAll
  static void close() {
    customerio.close();
    gateway.close();
  }

  @BeforeEach
  void forget() {
    customerio.forget();
    gateway.forget();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void C01_redirect_keepsMethodBodyAndCredential(int status) throws Exception {
    redirects(US, status, "https://track-eu.customer.io:" + customerio.port());

    Reply first = european.send(european.ask(US, "PUT", PERSON).json(PLAN));
    Reply second = european.send(european.ask(US, "POST", PERSON + "/events").json(Said.event(1)));
    application.awaitDrained();

    assertThat(List.of(first, second)).containsExactly(Reply.TAKEN, Reply.QUEUED);
    assertThat(customerio.requests())
        .containsExactly(
            new Request("PUT", PERSON, PLAN, european.trackAuthorization()),
            new Request("POST", PERSON + "/events", Said.event(1), european.trackAuthorization()));
  }

  /** What is not the account's region is the client's business, and it sees what it would see. */
  @ParameterizedTest
  @ValueSource(strings = {"JdkStayingCaller", "OkHttpStayingCaller", "UrlConnectionStayingCaller"})
  void C02_redirectToAStranger_isTheClientsToFollow_andNothingQueuedGoesThere(String client)
      throws Exception {
    european.proven();
    application.awaitDrained();
    String stranger = "http://127.0.0.1:" + gateway.port();
    redirects(US, 307, stranger);

    Reply read =
        european
            .over(client)
            .send(Ask.of("GET", stranger + "/cio/moved", european.pipelinesAuthorization()));
    Reply queued = european.send(european.ask(US, "POST", PERSON + "/events").json(Said.event(1)));
    european.awaitRequests(1, entry -> entry.answered().equals("307"));

    assertThat(List.of(read, queued)).containsExactly(Reply.of(302, "{}\n"), Reply.QUEUED);
    assertThat(gateway.requests())
        .containsExactly(new Request("GET", "/cio/moved", "", european.pipelinesAuthorization()));
    application.simulator().regions().reset(); // from now on the US forward
    assertThat(european.ledger()).containsExactly("event id:p e1 applied");
  }

  @Test
  void C03_redirectToNowhere_isTheApplicationsToSee_andWhatIsQueuedIsTriedAgain() throws Exception {
    european.proven();
    application.awaitDrained();
    application.simulator().faults().add(FaultRule.named("nowhere").times(3).status(301));

    Reply read =
        european.over("JdkStayingCaller").send(european.ask(EU, "GET", "/api/v1/accounts/region"));
    Reply queued = european.event("p", Said.event(1));

    assertThat(List.of(read, queued))
        .containsExactly(Reply.of(301, "{\"meta\":{\"error\":\"fault\"}}\n"), Reply.QUEUED);
    assertThat(european.tried())
        .containsExactly(
            "GET /api/v1/accounts/region → 301",
            "POST " + PERSON + "/events " + Said.event(1) + " → 301",
            "POST " + PERSON + "/events " + Said.event(1) + " → 301",
            "POST " + PERSON + "/events " + Said.event(1) + " → 200");
  }

  @Test
  void C10_relativeLocation_keepsTheCredential() throws Exception {
    String base = "http://127.0.0.1:" + gateway.port();

    Reply reply =
        european.send(Ask.of("GET", base + "/cio/moved", european.pipelinesAuthorization()));

    assertThat(reply).isEqualTo(Reply.TAKEN);
    assertThat(gateway.requests())
        .containsExactly(
            new Request("GET", "/cio/moved", "", european.pipelinesAuthorization()),
            new Request("GET", "/cio/there", "", european.pipelinesAuthorization()));
  }

  @Test
  void T21_F28_accountOfTheOtherRegion_isServed_andOneLineSaysSo() throws Exception {
    C01_redirect_keepsMethodBodyAndCredential(301);

    application.awaitErrorLine(
        "[customerio-agent] track-us: Customer.io says that this account lives in the EU, but");
  }

  /** Data of people in the EU does not leave it because some answer says so. */
  @Test
  void T21_F28_redirectOutOfTheEu_isNotFollowed() throws Exception {
    Workspace american = application.workspace();
    redirects(EU, 301, "https://track.customer.io:" + customerio.port());

    Reply reply =
        american.over("JdkStayingCaller").send(american.ask(EU, "PUT", PERSON).json(PLAN));

    assertThat(reply).isEqualTo(Reply.of(301, reply.body()));
    assertThat(customerio.requests()).isEmpty();
  }

  @Test
  void B12_gatewayWithAPrefix_isCustomerio() throws Exception {
    String base = "http://127.0.0.1:" + gateway.port() + "/cio";
    Ask first =
        Ask.of("POST", base + "/v1/track", european.pipelinesAuthorization())
            .json(Said.track("p", 1, ""));
    Ask second = first.json(Said.track("p", 2, ""));

    assertThat(List.of(european.send(first), european.send(second)))
        .containsExactly(Reply.TAKEN, Reply.QUEUED);
    application.awaitDrained();
    assertThat(gateway.requests())
        .containsExactly(
            new Request(
                "POST", "/cio/v1/track", Said.track("p", 1, ""), european.pipelinesAuthorization()),
            new Request(
                "POST",
                "/cio/v1/track",
                Said.track("p", 2, ""),
                european.pipelinesAuthorization()));
  }

  @Test
  void B12_proxyOfTheApplication_isAskedInAbsoluteForm() throws Exception {
    String url = "http://gateway.example/v1/campaigns";

    Reply reply = european.send(Ask.of("GET", url, european.appAuthorization()));

    assertThat(reply).isEqualTo(Reply.TAKEN);
    assertThat(gateway.requests())
        .containsExactly(new Request("GET", url, "", european.appAuthorization()));
    assertThat(application.count("Relayed")).isPositive();
  }

  private static void redirects(Host host, int status, String base) {
    application.simulator().regions().set(host, WrongRegion.REDIRECT);
    application.simulator().regions().redirectStatus(status);
    application.simulator().regions().locations(other -> URI.create(base));
  }
}
