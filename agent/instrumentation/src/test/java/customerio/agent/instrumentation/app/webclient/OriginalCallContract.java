package customerio.agent.instrumentation.app.webclient;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Interception;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.resources.ConnectionProvider;

/** Whatever happens before a commit, the original call runs, once and whole. */
public final class OriginalCallContract extends WebClientContract {
  @Test
  public void passed_isTheSameOnTheWire() {
    body(request(HttpMethod.PUT).cookie("a", "1").bodyValue(BODY)).block();
    script(ScriptedTaker.pass());
    body(request(HttpMethod.PUT).cookie("a", "1").bodyValue(BODY)).block();

    assertServerGot(BODY, BODY);
    assertThat(wire(1)).isEqualTo(wire(0));
    assertThat(taker.requests).hasSize(1);
  }

  private List<String> wire(int index) {
    List<String> lines = new ArrayList<>();
    server.received.get(index).headers().forEach(line -> lines.add(line.name() + line.value()));
    return lines;
  }

  @Test
  public void commitRefused_originalRuns() {
    script(ScriptedTaker.accept(() -> QUEUED, () -> false));

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(taker.requests).hasSize(1);
  }

  @Test
  public void faultOfTheEngine_originalRuns() {
    script(ScriptedTaker.fail(new IllegalStateException("fault")));

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(taker.suppressed).hasSize(1);
  }

  @Test
  public void unusableReply_originalRuns() {
    script(ScriptedTaker.accept(new Reply(20, QUEUED.headers(), QUEUED.body())));

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(taker.commits).hasValue(0);
  }

  @Test
  public void watched_tellsHowItEnded() {
    script(ScriptedTaker.watch());
    body(put()).block();

    assertServerGot(BODY);
    assertThat(taker.watched).containsExactly(200);
  }

  /** Spring gives a response's body away that is cancelled before it is read. */
  @Test
  public void answerOfTheOriginal_isNotCancelled() {
    script(ScriptedTaker.watch());
    ReactorClientHttpConnector connector = new ReactorClientHttpConnector(netty);
    AtomicInteger cancels = new AtomicInteger();
    ClientHttpConnector counting =
        (method, uri, writer) ->
            connector.connect(method, uri, writer).doOnCancel(cancels::incrementAndGet);
    for (Function<ClientHttpRequest, Mono<Void>> writer :
        List.<Function<ClientHttpRequest, Mono<Void>>>of(
            request -> request.setComplete(),
            request -> request.writeAndFlushWith(Flux.just(pieces(BODY, 5))))) {
      new TakenCall(
              Interception.taker(),
              ReactorNettyClient.of(connector),
              new OriginalCall(
                  counting, HttpMethod.PUT, URI.create(server.url(PATH)), writer::apply))
          .response()
          .block();
    }

    assertServerGot("", BODY);
    assertThat(cancels).hasValue(0);
  }

  @Test
  public void clientBelow_isNotAskedAgain() {
    List<Boolean> listening = new ArrayList<>();
    ConnectionProvider own = ConnectionProvider.newConnection();
    netty =
        HttpClient.create(
            (ConnectionProvider)
                (config, observer, address, resolver) -> {
                  listening.add(Interception.taker() != null);
                  return own.acquire(config, observer, address, resolver);
                });
    script(ScriptedTaker.pass());
    body(put()).block();

    assertServerGot(BODY);
    assertThat(listening).containsExactly(false);
  }

  @Test
  public void leftToTheClientBelow_itMayAsk() {
    List<Boolean> listening = new ArrayList<>();
    netty = netty.doOnConnect(config -> listening.add(Interception.taker() != null));
    script(ScriptedTaker.accept(QUEUED));

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertThat(listening).containsExactly(true);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void clientWithItsOwnWay_goesIt() {
    for (HttpClient own :
        List.of(
            netty.resolver(NoopAddressResolverGroup.INSTANCE),
            netty.resolver(spec -> spec.queryTimeout(Duration.ofSeconds(1))),
            netty.secure(),
            netty.bindAddress(() -> new InetSocketAddress("127.0.0.1", 0)))) {
      assertThat(ReactorNettyClient.of(new ReactorClientHttpConnector(own))).isNull();
    }
    assertThat(ReactorNettyClient.of(new ReactorClientHttpConnector(HttpClient.create())))
        .isNotNull();
    assertThat(ReactorNettyClient.of(new ReactorClientHttpConnector())).isNotNull();
  }

  @Test
  public void nativeRequestAskedFor_isThere() {
    script(ScriptedTaker.accept(QUEUED));
    String answer =
        body(request(HttpMethod.PUT)
                .bodyValue(BODY)
                .httpRequest(
                    request ->
                        request
                            .<HttpClientRequest>getNativeRequest()
                            .responseTimeout(Duration.ofSeconds(9))))
            .block();

    assertThat(answer).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(taker.requests).isEmpty();
    assertThat(taker.suppressed).isEmpty();
  }

  @Test
  public void clientWithCallbacks_runsItself() {
    List<String> heard = new ArrayList<>();
    netty = netty.doOnRequest((request, connection) -> heard.add("request"));
    script(ScriptedTaker.accept(QUEUED));

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertThat(heard).containsExactly("request");
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void clientThatAddsHeadersLate_runsItself() {
    netty =
        netty.headersWhen(
            (HttpHeaders headers) -> reactor.core.publisher.Mono.just(headers.set("X-Late", "1")));
    script(ScriptedTaker.accept(QUEUED));

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertThat(server.received.get(0).headers().first("X-Late")).isEqualTo("1");
  }

  /** What it does around each call, it does once. */
  @Test
  public void connectorOfTheApplications_isAskedOnce() {
    AtomicInteger asked = new AtomicInteger();
    ReactorClientHttpConnector counting =
        new ReactorClientHttpConnector(netty) {
          @Override
          public Mono<ClientHttpResponse> connect(
              HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> writer) {
            asked.incrementAndGet();
            return super.connect(method, uri, writer);
          }
        };
    script(ScriptedTaker.pass());
    String answer =
        body(WebClient.builder()
                .clientConnector(counting)
                .build()
                .put()
                .uri(URI.create(server.url(PATH)))
                .bodyValue(BODY))
            .block();

    assertThat(answer).isEqualTo(FROM_SERVER);
    assertServerGot(BODY);
    assertThat(asked).hasValue(1);
  }

  @Test
  public void redirected_bodyGoesAlong() throws Exception {
    netty = netty.followRedirect(true);
    try (LoopbackStub moved =
        LoopbackStub.answering(
            new Reply(
                307,
                customerio.agent.capture.Headers.of("Location", server.url("/moved")),
                new byte[0]))) {
      taker = ScriptedTaker.on(moved.port(), ScriptedTaker.pass());
      String answer = body(client().put().uri(moved.url("/")).bodyValue(BODY)).block();

      assertThat(answer).isEqualTo(FROM_SERVER);
      assertServerGot(BODY);
    }
  }
}
