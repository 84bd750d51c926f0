package customerio.tests.contract;

import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.accounts.Credential;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.http.RequestLog;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.PersonView;
import customerio.simulator.state.WorkspaceView;
import customerio.tests.differential.client.Ask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** A workspace of one case: calls with its credentials, and what of them reached Customer.io. */
final class Workspace {
  static final Duration SOON = Duration.ofSeconds(60);

  /** In the calls that a case does not speak about. */
  private static final String PROOF = "proof";

  private static final String GATE = "gate";

  /** A call of the application. */
  interface Calls {
    void run() throws Exception;
  }

  private final Application application;
  private final String prefix;
  private final String name;
  private final String client;

  Workspace(Application application, String prefix, String name) {
    this(application, prefix, name, "JdkCaller");
  }

  private Workspace(Application application, String prefix, String name, String client) {
    this.application = application;
    this.prefix = prefix;
    this.name = name;
    this.client = client;
  }

  /** The same, called over another client. */
  Workspace over(String otherClient) {
    return new Workspace(application, prefix, name, otherClient);
  }

  String name() {
    return prefix + name;
  }

  Credential trackCredential() {
    return Credential.track(prefix + "site-" + name, "key-" + name);
  }

  String trackAuthorization() {
    return basic(prefix + "site-" + name + ":key-" + name);
  }

  String pipelinesAuthorization() {
    return basic(prefix + "wk-" + name + ':');
  }

  String appAuthorization() {
    return "Bearer " + prefix + "app-" + name;
  }

  /** Customer.io has accepted its keys: what is said from now on is answered by the agent. */
  Workspace proven() throws InterruptedException {
    send(ask(Family.TRACK, "PUT", "/api/v1/customers/" + PROOF).json("{}"));
    send(
        ask(Family.PIPELINES, "POST", "/v1/track")
            .json("{\"userId\":\"" + PROOF + "\",\"event\":\"" + PROOF + "\"}"));
    return this;
  }

  Reply identify(String rawPerson, String body) throws InterruptedException {
    return track("PUT", "/api/v1/customers/" + rawPerson, body);
  }

  Reply event(String rawPerson, String body) throws InterruptedException {
    return track("POST", "/api/v1/customers/" + rawPerson + "/events", body);
  }

  /**
   * @param body null for none
   */
  Reply track(String method, String target, String body) throws InterruptedException {
    return call(Family.TRACK, method, target, body);
  }

  Reply pipelines(String target, String body) throws InterruptedException {
    return call(Family.PIPELINES, "POST", target, body);
  }

  Reply app(String method, String target, String body) throws InterruptedException {
    return call(Family.APP, method, target, body);
  }

  private Reply call(Family family, String method, String target, String body)
      throws InterruptedException {
    Ask ask = ask(family, method, target);
    return send(body == null ? ask : ask.json(body));
  }

  Reply send(Ask ask) throws InterruptedException {
    return application.send(client, ask);
  }

  Ask ask(Family family, String method, String target) {
    Region region = prefix.isEmpty() ? Region.US : Region.EU;
    return ask(new Host(family, region), method, target);
  }

  Ask ask(Host host, String method, String target) {
    String authorization =
        switch (host.family()) {
          case TRACK -> trackAuthorization();
          case PIPELINES -> pipelinesAuthorization();
          case APP -> appAuthorization();
        };
    return Ask.of(method, application.simulator().uri(host) + target, authorization);
  }

  /**
   * While Customer.io is not well, the calls are made; then it is well again. So all that they say
   * about one person leaves together, behind an event that went first.
   */
  void together(String rawPerson, Calls calls) throws Exception {
    hold();
    int number = application.nextNumber();
    event(
        rawPerson,
        "{\"name\":\"gate\",\"id\":\"gate-"
            + number
            + "\",\"timestamp\":1,\"data\":{\"gate\":"
            + number
            + "}}");
    awaitHeld("{\"gate\":" + number + '}');
    calls.run();
    release();
  }

  /** As {@link #together}, over Pipelines. */
  void togetherByPipelines(String user, Calls calls) throws Exception {
    hold();
    int number = application.nextNumber();
    pipelines(
        "/v1/track",
        "{\"userId\":\""
            + user
            + "\",\"event\":\"gate\",\"messageId\":\"gate-"
            + number
            + "\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"properties\":{\"gate\":"
            + number
            + "}}");
    awaitHeld("{\"gate\":" + number + '}');
    calls.run();
    release();
  }

  /** Each leaves before the next is said, so each leaves alone. */
  void oneByOne(Calls... calls) throws Exception {
    for (Calls call : calls) {
      call.run();
      application.awaitDrained();
    }
  }

  void hold() {
    application.simulator().faults().add(FaultRule.named("held").status(503));
  }

  void release() {
    application.simulator().faults().remove("held");
  }

  private void awaitHeld(String text) {
    awaitRequests(1, entry -> entry.bodyText().contains(text));
  }

  /**
   * All that Customer.io has taken of the case: {@code METHOD target body}, in the order of its
   * answers.
   */
  List<String> sent() throws InterruptedException {
    application.awaitDrained();
    return lines(entry -> entry.answered().startsWith("2"));
  }

  /** All that was tried, with what was answered: {@code METHOD target body → status}. */
  List<String> tried() throws InterruptedException {
    application.awaitDrained();
    return application.simulator().requests().all().stream()
        .filter(this::isOfTheCase)
        .map(entry -> line(entry) + " → " + entry.answered())
        .toList();
  }

  private List<String> lines(Predicate<RequestLog.Entry> wanted) {
    return requests(wanted).stream().map(Workspace::line).toList();
  }

  /** What Customer.io got of the case and satisfies that, so far. */
  List<RequestLog.Entry> requests(Predicate<RequestLog.Entry> wanted) {
    return application.simulator().requests().all().stream()
        .filter(this::isOfTheCase)
        .filter(wanted)
        .toList();
  }

  /** Waits for so many requests with its credentials that satisfy that. */
  List<RequestLog.Entry> awaitRequests(int count, Predicate<RequestLog.Entry> wanted) {
    return application
        .simulator()
        .requests()
        .await(count, entry -> isOurs(entry) && wanted.test(entry), SOON);
  }

  /** What Customer.io has processed of the case. */
  List<Arrival> arrivals() throws InterruptedException {
    application.awaitDrained();
    return application.simulator().arrivals().all().stream()
        .filter(arrival -> name().equals(arrival.workspace()))
        .filter(arrival -> !String.valueOf(arrival.person()).equals("id:" + PROOF))
        .filter(arrival -> !GATE.equals(arrival.name()))
        .toList();
  }

  /** {@code kind person name result}, in the order of processing. */
  List<String> ledger() throws InterruptedException {
    return arrivals().stream()
        .map(
            arrival ->
                arrival.kind()
                    + ' '
                    + arrival.person()
                    + (arrival.name() == null ? "" : ' ' + arrival.name())
                    + ' '
                    + arrival.result().label())
        .toList();
  }

  PersonView person(PersonKey key) throws InterruptedException {
    application.awaitDrained();
    return application.simulator().state().person(name(), key);
  }

  WorkspaceView state() throws InterruptedException {
    application.awaitDrained();
    return application.simulator().state().workspace(name());
  }

  private boolean isOfTheCase(RequestLog.Entry entry) {
    String said = line(entry);
    return isOurs(entry) && !said.contains(PROOF) && !said.contains("{\"gate\":");
  }

  private boolean isOurs(RequestLog.Entry entry) {
    String authorization = entry.request().header("authorization");
    return trackAuthorization().equals(authorization)
        || pipelinesAuthorization().equals(authorization)
        || appAuthorization().equals(authorization);
  }

  static String line(RequestLog.Entry entry) {
    String line = entry.request().method() + ' ' + entry.request().target();
    return entry.bodyText().isEmpty() ? line : line + ' ' + entry.bodyText();
  }

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
