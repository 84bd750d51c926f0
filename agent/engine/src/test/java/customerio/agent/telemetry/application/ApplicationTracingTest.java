package customerio.agent.telemetry.application;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing.CallSpan;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationTracingTest {
  private static final Headers NAMED =
      Headers.of("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");

  private final ApplicationApis apis = new ApplicationApis();
  private final ApplicationTracing tracing =
      new ApplicationTracing(apis, "1.2", SpanSettings.DEFAULTS);
  private final ClassLoader shop = Frame.application(ClassLoader.getPlatformClassLoader());
  private final ClassLoader office = Frame.application(ClassLoader.getPlatformClassLoader());
  private final NamedApi shops = new NamedApi("shop", true);
  private final NamedApi offices = new NamedApi("office", false);

  @Test
  void callsAndDeliveries_areToldToWhoeverMakesThem() {
    apis.found(shop, shops);
    apis.found(office, offices);

    call(shop, 7).end("queued", "01A");
    call(office, 8).end("relayed", null);
    tracing.delivery(request(7));
    tracing.relayed(request(8));

    assertThat(shops.told).containsExactly("event in its thread's trace", "queued 01A", "delivery");
    assertThat(offices.told)
        .containsExactly("event in its request's trace", "relayed null", "relayed");
  }

  @Test
  void twoThatUseOneCredential_theLastIsToldOfDeliveries() {
    apis.found(shop, shops);
    apis.found(office, offices);
    call(shop, 7);
    call(office, 7);
    tracing.delivery(request(7));

    assertThat(shops.told).doesNotContain("delivery");
    assertThat(offices.told).contains("delivery");
  }

  @Test
  void afterARestart_theOnlyOneIsTold_andNobodyWhereThereAreTwo() {
    apis.found(shop, shops);
    tracing.delivery(request(7));
    assertThat(shops.told).containsExactly("delivery");

    apis.found(office, offices);
    tracing.delivery(request(7));
    assertThat(shops.told).containsExactly("delivery");
    assertThat(offices.told).isEmpty();
  }

  /** Its thread is in no span, and an application that traces may have named one in the request. */
  @Test
  void callerWithoutAny_keepsTheTraceOfItsRequest() {
    apis.found(shop, shops);

    assertThat(call(office, 7).traceparent(7)).isEqualTo(NAMED.first("traceparent"));
    assertThat(shops.told).isEmpty();
  }

  @Test
  void credentialsThatAreMadeUp_areNotKeptWithoutEnd() {
    apis.found(shop, shops);
    for (int i = 0; i < ApplicationTracing.MOST_CREDENTIALS; i++) {
      call(shop, i);
    }
    apis.found(office, offices);
    call(office, -1); // one too many to be remembered
    call(office, 5);
    tracing.delivery(request(-1));
    tracing.delivery(request(5));

    assertThat(offices.told).containsOnlyOnce("delivery");
  }

  @Test
  void callThatNobodyAskedWhereItComesFrom_isTakenOverAllTheSame() {
    apis.found(shop, shops);
    CallSpan span =
        tracing.call(Endpoint.TRACK_EVENT, Region.US, tracing.origin(Origin.UNKNOWN, NAMED));

    assertThat(span.traceparent(7)).isEqualTo(NAMED.first("traceparent"));
  }

  private CallSpan call(ClassLoader application, long credential) {
    Origin caller = (Origin) Frame.of(application, tracing::origin);
    CallSpan span = tracing.call(Endpoint.TRACK_EVENT, Region.US, tracing.origin(caller, NAMED));
    span.traceparent(credential);
    return span;
  }

  private static DeliveryRequest request(long credential) {
    return new DeliveryRequest(
        new Destination(Api.TRACK, Region.US, credential),
        List.of(),
        "POST",
        "/api/v2/batch",
        "track.customer.io",
        443,
        9,
        1,
        URI.create("https://track.customer.io"),
        false,
        null);
  }
}
