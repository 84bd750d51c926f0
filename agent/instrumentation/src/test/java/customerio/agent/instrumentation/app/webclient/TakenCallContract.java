package customerio.agent.instrumentation.app.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Which calls are offered to the engine, as what, and what a taken one returns. */
public final class TakenCallContract extends WebClientContract {
  @Test
  public void accepted_nothingIsSent() {
    script(ScriptedTaker.accept(QUEUED));
    ResponseEntity<String> answer = put().retrieve().toEntity(String.class).block();

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getHeaders().getFirst("X-Customerio-Agent")).isEqualTo("queued; id=1");
    assertThat(answer.getBody()).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
    assertThat(taker.suppressed).isEmpty();
    assertThat(server.received).isEmpty();
  }

  @Test
  public void captured_asItWouldGoOnTheWire() {
    netty = netty.headers(headers -> headers.set("X-Of-Client", "1"));
    script(ScriptedTaker.accept(QUEUED));
    body(request(HttpMethod.PUT).cookie("a", "1").cookie("b", "2").bodyValue(BODY)).block();

    CapturedRequest captured = capturedPut();
    assertThat(captured.headers().first("Content-Type")).isEqualTo("application/json");
    assertThat(captured.headers().first("Cookie")).isEqualTo("a=1; b=2");
    assertThat(captured.headers().first("X-Of-Client")).isEqualTo("1");
    assertThat(captured.headers().first("User-Agent")).startsWith("ReactorNetty/");
    assertThat(captured.headers().first("Accept")).isNotNull();
  }

  @Test
  public void captured_hasTheHeadersOfTheOriginal() {
    script(ScriptedTaker.pass());
    body(put()).block();

    List<String> native_ = new ArrayList<>();
    server.received.get(0).headers().forEach(line -> native_.add(line.name().toLowerCase()));
    native_.removeAll(List.of("host", "accept-encoding"));
    List<String> captured = new ArrayList<>();
    taker.requests.get(0).headers().forEach(line -> captured.add(line.name().toLowerCase()));
    assertThat(captured).containsExactlyInAnyOrderElementsOf(native_);
  }

  @Test
  public void withoutBody_isTakenToo() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(body(request(HttpMethod.DELETE)).block()).isEqualTo("{}");
    assertThat(taker.requests.get(0).body()).isEmpty();
  }

  @Test
  public void bodiless_andNotConsumed() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(put().retrieve().toBodilessEntity().block().getStatusCode().value()).isEqualTo(200);
    Integer status =
        put().exchangeToMono(response -> reactor.core.publisher.Mono.just(200)).block();
    assertThat(status).isEqualTo(200);
    assertThat(taker.commits).hasValue(2);
  }

  @Test
  public void emptyAnswer_isEmpty() {
    script(ScriptedTaker.accept(new Reply(204, Headers.NONE, new byte[0])));

    assertThat(body(put()).blockOptional()).isEmpty();
  }

  @Test
  public void bodyAsFlux() {
    script(ScriptedTaker.accept(QUEUED));

    assertThat(put().retrieve().bodyToFlux(String.class).collectList().block())
        .containsExactly("{}");
  }

  @Test
  public void refusal_isTheUsualException() {
    script(ScriptedTaker.accept(LoopbackStub.json(400, "{\"meta\":{}}")));

    assertThatThrownBy(() -> body(put()).block())
        .isInstanceOfSatisfying(
            WebClientResponseException.BadRequest.class,
            refused -> assertThat(refused.getResponseBodyAsString()).isEqualTo("{\"meta\":{}}"));
  }

  @Test
  public void cookies_areThoseOfTheAnswer() {
    script(
        ScriptedTaker.accept(
            new Reply(
                200,
                Headers.of("Set-Cookie", "a=1; Path=/x; HttpOnly; SameSite=Lax", "Set-Cookie", "b"),
                new byte[0])));
    List<ResponseCookie> cookies =
        put()
            .exchangeToMono(
                response ->
                    reactor.core.publisher.Mono.just(List.copyOf(response.cookies().get("a"))))
            .block();

    assertThat(cookies.get(0).getValue()).isEqualTo("1");
    assertThat(cookies.get(0).getPath()).isEqualTo("/x");
    assertThat(cookies.get(0).isHttpOnly()).isTrue();
    assertThat(cookies.get(0).getSameSite()).isEqualTo("Lax");
  }

  @Test
  public void foreignHost_isNotTouched() {
    taker = ScriptedTaker.on(1, ScriptedTaker.accept(QUEUED));

    assertThat(body(put()).block()).isEqualTo(FROM_SERVER);
    assertThat(taker.requests).isEmpty();
  }

  @Test
  public void headAndOptions_areNotTaken() {
    script(ScriptedTaker.accept(QUEUED));
    request(HttpMethod.HEAD).retrieve().toBodilessEntity().block();
    request(HttpMethod.OPTIONS).retrieve().toBodilessEntity().block();

    assertThat(server.received).extracting("method").containsExactly("HEAD", "OPTIONS");
    assertThat(taker.requests).isEmpty();
  }
}
