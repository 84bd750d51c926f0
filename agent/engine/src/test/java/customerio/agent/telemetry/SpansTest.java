package customerio.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Conclusion.Outcome;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendOutcome;
import customerio.agent.intake.CallObservation;
import customerio.agent.telemetry.spans.SpanSettings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes;
import io.opentelemetry.semconv.incubating.UrlIncubatingAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names, kinds, relations and attributes, against the constants of the conventions. */
class SpansTest {
  private static final AttributeKey<Boolean> REPLAY =
      AttributeKey.booleanKey("customerio.agent.replay");

  private final CollectedSpans spans = new CollectedSpans();
  private final Telemetry telemetry = spans.telemetry(SpanSettings.DEFAULTS);

  @AfterEach
  void close() {
    spans.close();
  }

  @Test
  void callThatIsTakenOver_isAMessageThatIsCreated() {
    Span caller = spans.application().spanBuilder("checkout").startSpan();
    said(telemetry, caller, "01A");

    SpanData span = spans.only("event customerio.track");
    assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(span.getParentSpanContext()).isEqualTo(caller.getSpanContext());
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getInstrumentationScopeInfo().getName())
        .isEqualTo("io.github.customerio-agent");
    assertThat(span.getInstrumentationScopeInfo().getVersion()).isEqualTo("1.2.3");
    assertThat(span.getAttributes().asMap())
        .isEqualTo(
            Attributes.builder()
                .put(MessagingIncubatingAttributes.MESSAGING_SYSTEM, "customerio")
                .put(MessagingIncubatingAttributes.MESSAGING_DESTINATION_NAME, "customerio.track")
                .put(MessagingIncubatingAttributes.MESSAGING_OPERATION_NAME, "event")
                .put(MessagingIncubatingAttributes.MESSAGING_OPERATION_TYPE, "create")
                .put(MessagingIncubatingAttributes.MESSAGING_MESSAGE_ID, "01A")
                .put(UrlIncubatingAttributes.URL_TEMPLATE, "/api/v1/customers/{identifier}/events")
                .put("customerio.region", "eu")
                .put("customerio.agent.outcome", "queued")
                .build()
                .asMap());
  }

  @Test
  void deliveryOfOneOperation_isPartOfItsTrace_andItsAttemptsAreChildren() {
    Span caller = spans.application().spanBuilder("checkout").startSpan();
    Operation operation = said(telemetry, caller, "01A");

    DeliveryObservation delivery = telemetry.delivering(Requests.single(operation, 1));
    attempt(delivery, Requests.single(operation, 1), answer(503));
    attempt(delivery, Requests.single(operation, 2), answer(200));
    delivery.ended(Outcome.TAKEN);

    SpanData created = spans.only("event customerio.track");
    SpanData send = spans.only("send customerio.track");
    assertThat(send.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(send.getParentSpanId()).isEqualTo(created.getSpanId());
    assertThat(send.getTraceId()).isEqualTo(caller.getSpanContext().getTraceId());
    assertThat(send.getLinks()).isEmpty();
    // what a later attempt has made good is none of its errors
    assertThat(send.getStatus()).isEqualTo(StatusData.unset());
    assertThat(send.getAttributes().asMap())
        .isEqualTo(
            Attributes.builder()
                .put(MessagingIncubatingAttributes.MESSAGING_SYSTEM, "customerio")
                .put(MessagingIncubatingAttributes.MESSAGING_DESTINATION_NAME, "customerio.track")
                .put(MessagingIncubatingAttributes.MESSAGING_OPERATION_NAME, "send")
                .put(MessagingIncubatingAttributes.MESSAGING_OPERATION_TYPE, "send")
                .put(MessagingIncubatingAttributes.MESSAGING_MESSAGE_ID, "01A")
                .put(ServerAttributes.SERVER_ADDRESS, "track-eu.customer.io")
                .put(ServerAttributes.SERVER_PORT, 443L)
                .put(REPLAY, false)
                .build()
                .asMap());

    List<SpanData> attempts = attempts();
    assertThat(attempts)
        .extracting(SpanData::getName)
        .containsOnly("POST /api/v1/customers/{identifier}/events");
    assertThat(attempts).extracting(SpanData::getKind).containsOnly(SpanKind.CLIENT);
    assertThat(attempts).extracting(SpanData::getParentSpanId).containsOnly(send.getSpanId());
    assertThat(attempts)
        .extracting(SpanData::getStatus)
        .containsExactly(StatusData.error(), StatusData.unset());
    String url = "https://track-eu.customer.io/api/v1/customers/REDACTED/events";
    Attributes both =
        Attributes.builder()
            .put(HttpAttributes.HTTP_REQUEST_METHOD, "POST")
            .put(UrlAttributes.URL_FULL, url)
            .put(UrlIncubatingAttributes.URL_TEMPLATE, "/api/v1/customers/{identifier}/events")
            .put(ServerAttributes.SERVER_ADDRESS, "track-eu.customer.io")
            .put(ServerAttributes.SERVER_PORT, 443L)
            .build();
    assertThat(attempts)
        .extracting(attempt -> attempt.getAttributes().asMap())
        .containsExactly(
            both.toBuilder()
                .put(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, 503L)
                .put(ErrorAttributes.ERROR_TYPE, "503")
                .build()
                .asMap(),
            both.toBuilder()
                .put(HttpAttributes.HTTP_REQUEST_RESEND_COUNT, 1L)
                .put(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, 200L)
                .build()
                .asMap());
  }

  @Test
  void deliveryOfSeveral_isARootThatLinksToTheirCreators() {
    List<Operation> operations = new ArrayList<>();
    for (String id : List.of("01A", "01B")) {
      operations.add(said(telemetry, spans.application().spanBuilder(id).startSpan(), id));
    }
    operations.add(Requests.event("01C", null));

    DeliveryObservation delivery = telemetry.delivering(Requests.batch(operations, 1, true));
    attempt(delivery, Requests.batch(operations, 1, true), answer(200));
    delivery.ended(Outcome.TAKEN);

    SpanData send = spans.only("send customerio.track");
    assertThat(send.getParentSpanContext().isValid()).isFalse();
    assertThat(send.getLinks())
        .extracting(
            link ->
                link.getSpanContext().getTraceId()
                    + ' '
                    + link.getAttributes().get(MessagingIncubatingAttributes.MESSAGING_MESSAGE_ID))
        .containsExactly(link(operations.get(0)), link(operations.get(1)));
    assertThat(send.getAttributes().asMap())
        .containsEntry(MessagingIncubatingAttributes.MESSAGING_BATCH_MESSAGE_COUNT, 3L)
        .containsEntry(REPLAY, true)
        .doesNotContainKey(MessagingIncubatingAttributes.MESSAGING_MESSAGE_ID);
    assertThat(attempts()).extracting(SpanData::getName).containsExactly("POST /api/v2/batch");
  }

  @Test
  void linksBeyondWhatSdksKeep_areCounted() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      operations.add(said(telemetry, Span.getInvalid(), "01" + i));
    }
    telemetry.delivering(Requests.batch(operations, 1, false)).ended(Outcome.TAKEN);

    SpanData send = spans.only("send customerio.track");
    assertThat(send.getLinks()).hasSize(128);
    assertThat(send.getTotalRecordedLinks()).isEqualTo(128);
    assertThat(send.getAttributes().get(AttributeKey.longKey("customerio.agent.links.dropped")))
        .isEqualTo(172);
  }

  @Test
  void creatorThatIsNotSampled_isNotLinkedTo() {
    List<Operation> operations =
        List.of(
            Requests.event("01A", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-00"),
            Requests.event("01B", "00-0123456789abcdef0123456789abcdef-0123456789abcdee-01"));
    telemetry.delivering(Requests.batch(operations, 1, false)).ended(Outcome.TAKEN);

    assertThat(spans.only("send customerio.track").getLinks())
        .extracting(link -> link.getSpanContext().getSpanId())
        .containsExactly("0123456789abcdee");
  }

  @Test
  void deliveryThatCameToNothing_saysWhy() {
    Operation operation = Requests.event("01A", null);
    DeliveryObservation delivery = telemetry.delivering(Requests.single(operation, 1));
    SendOutcome nothing = new SendOutcome(0, "jane@example.com", true, Duration.ZERO);
    attempt(delivery, Requests.single(operation, 1), nothing);
    delivery.ended(Outcome.TIMED_OUT);

    for (SpanData span : spans.all()) {
      assertThat(span.getStatus()).isEqualTo(StatusData.error());
      assertThat(span.getAttributes().get(ErrorAttributes.ERROR_TYPE)).isEqualTo("timeout");
    }
    assertThat(spans.all()).hasSize(2);
  }

  @Test
  void callThatWaitsForItsAnswer_isARequestAndNoMessage() {
    Span caller = spans.application().spanBuilder("checkout").startSpan();
    CallObservation call = taking(telemetry, Endpoint.APP_ANY, caller);
    telemetry
        .sending(Requests.relayed("POST", "/v1/send/email", 2, call.traceparent(7)))
        .ended(answer(429));
    call.relayed(429);

    SpanData span = spans.only("POST /v1/send/email");
    assertThat(spans.all()).containsExactly(span);
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
    assertThat(span.getAttributes().asMap())
        .isEqualTo(
            Attributes.builder()
                .put(HttpAttributes.HTTP_REQUEST_METHOD, "POST")
                .put(HttpAttributes.HTTP_REQUEST_RESEND_COUNT, 1L)
                .put(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, 429L)
                .put(ErrorAttributes.ERROR_TYPE, "429")
                .put(UrlAttributes.URL_FULL, "http://gateway.example:8080/cio/v1/send/email")
                .put(UrlIncubatingAttributes.URL_TEMPLATE, "/v1/send/email")
                .put(ServerAttributes.SERVER_ADDRESS, "gateway.example")
                .put(ServerAttributes.SERVER_PORT, 8080L)
                .build()
                .asMap());
  }

  @Test
  void methodThatNobodyKnows_isOneOfAFewWordsAllTheSame() {
    telemetry.sending(Requests.relayed("jane@example.com", "/*", 1, null)).ended(answer(405));

    SpanData span = spans.only("HTTP /*");
    assertThat(span.getAttributes().get(HttpAttributes.HTTP_REQUEST_METHOD)).isEqualTo("_OTHER");
    assertThat(span.getAttributes().get(UrlAttributes.URL_FULL))
        .isEqualTo("http://gateway.example:8080/cio/REDACTED");
  }

  @Test
  void withoutCreateSpans_deliveriesJoinTheCaller() {
    Telemetry sparing = spans.telemetry(new SpanSettings(false, true, true));
    Span caller = spans.application().spanBuilder("checkout").startSpan();
    Operation operation = said(sparing, caller, "01A");
    sparing.delivering(Requests.single(operation, 1)).ended(Outcome.TAKEN);

    assertThat(spans.all()).containsExactly(spans.only("send customerio.track"));
    assertThat(spans.all().get(0).getParentSpanContext().getSpanId())
        .isEqualTo(caller.getSpanContext().getSpanId());
  }

  @Test
  void withoutParents_aSingleDeliveryLinksToItsCreatorAsWell() {
    Telemetry linking = spans.telemetry(new SpanSettings(true, false, true));
    Operation operation = said(linking, Span.getInvalid(), "01A");
    linking.delivering(Requests.single(operation, 1)).ended(Outcome.TAKEN);

    SpanData send = spans.only("send customerio.track");
    assertThat(send.getParentSpanContext().isValid()).isFalse();
    assertThat(send.getLinks())
        .extracting(link -> link.getSpanContext().getSpanId())
        .containsExactly(spans.only("event customerio.track").getSpanId());
  }

  @Test
  void contextOfTheThread_isNoParentOfADelivery() {
    Span stranger = spans.application().spanBuilder("whoever woke it").startSpan();
    try (Scope scope = stranger.makeCurrent()) {
      assertThat(scope).isNotNull();
      Operation operation = Requests.event("01A", null);
      DeliveryObservation delivery = telemetry.delivering(Requests.single(operation, 1));
      attempt(delivery, Requests.single(operation, 1), answer(200));
      delivery.ended(Outcome.TAKEN);
    }

    assertThat(spans.only("send customerio.track").getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void noSpan_namesThePerson() {
    for (Endpoint endpoint : Endpoint.values()) {
      taking(telemetry, endpoint, Span.getInvalid()).accepted(Requests.event("01A", null));
    }
    Operation operation = Requests.event("01A", null);
    DeliveryObservation delivery = telemetry.delivering(Requests.single(operation, 1));
    attempt(delivery, Requests.single(operation, 1), answer(400));
    delivery.ended(Outcome.REJECTED);

    assertThat(spans.all()).hasSizeGreaterThan(20);
    assertThat(spans.all().toString()).doesNotContain("jane");
  }

  /** The call of a person, taken over; what is queued of it. */
  private static Operation said(Telemetry telemetry, Span caller, String id) {
    CallObservation call = taking(telemetry, Endpoint.TRACK_EVENT, caller);
    Operation operation = Requests.event(id, call.traceparent(7));
    call.accepted(operation);
    return operation;
  }

  private static CallObservation taking(Telemetry telemetry, Endpoint endpoint, Span caller) {
    Origin origin;
    try (Scope scope = caller.makeCurrent()) {
      assertThat(scope).isNotNull();
      origin = telemetry.origin();
    }
    return telemetry.taking(endpoint, Region.EU, origin);
  }

  private static void attempt(
      DeliveryObservation delivery, DeliveryRequest request, SendOutcome outcome) {
    delivery.sending(request).ended(outcome);
  }

  private static SendOutcome answer(int status) {
    return new SendOutcome(status, null, false, Duration.ofMillis(5));
  }

  private static String link(Operation operation) {
    return operation.traceparent().split("-")[1] + ' ' + operation.id();
  }

  private List<SpanData> attempts() {
    return spans.all().stream()
        .filter(span -> span.getAttributes().get(HttpAttributes.HTTP_REQUEST_METHOD) != null)
        .toList();
  }
}
