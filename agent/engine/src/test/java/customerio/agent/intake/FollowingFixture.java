package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Takeover;
import customerio.agent.customerio.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An application with one workspace for each region, and people who live in one of them. */
abstract class FollowingFixture {
  static final String EU_BASIC = "Basic ZXU6a2V5";
  static final String US_PIPELINES = "Basic dXMtcGlwZWxpbmVz";
  static final String EU_PIPELINES = "Basic ZXUtcGlwZWxpbmVz";
  static final String US_APP = "Bearer us-app";
  static final String EU_APP = "Bearer eu-app";
  static final String GERMAN = "{\"country\":\"DE\"}";
  static final String FILE =
      """
      workspace.us.region = us
      workspace.us.track = %s
      workspace.us.pipelines = %s
      workspace.us.app = %s
      workspace.eu.region = eu
      workspace.eu.track = %s
      workspace.eu.pipelines = %s
      workspace.eu.app = %s
      rule.1 = country country: DE -> eu; US -> us
      """
          .formatted(BASIC, US_PIPELINES, US_APP, EU_BASIC, EU_PIPELINES, EU_APP);

  @TempDir Path directory;
  IntakeFixture fixture;

  @BeforeEach
  void routed() throws IOException {
    fixture = with(FILE).proven();
    prove(EU_BASIC, EU_PIPELINES, US_PIPELINES);
  }

  String place(Operation operation) {
    String credential =
        operation.credential() == fixture.credentials.learn(EU_BASIC)
            ? "eu"
            : operation.credential() == fixture.credentials.learn(BASIC) ? "us" : "foreign";
    return operation.region() + " " + credential;
  }

  IntakeFixture with(String text) throws IOException {
    Path file = directory.resolve("routing.properties");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new IntakeFixture(directory.resolve("queue"), "routing.file=" + file);
  }

  void prove(String... authorizations) {
    for (String authorization : List.of(authorizations)) {
      fixture.credentials.accepted(fixture.credentials.learn(authorization));
    }
  }

  void exchange(CapturedRequest request) throws IOException {
    Takeover takeover = fixture.take(request);
    assertThat(takeover).isInstanceOf(Takeover.Relayed.class);
    ((Takeover.Relayed) takeover).exchange(null);
  }

  static String identifiers(String person) {
    return "{\"identifiers\":{\"id\":\"" + person + "\"}}";
  }

  static CapturedRequest track(String method, String path, String body, String authorization) {
    return call("track.customer.io", method, path, body, authorization);
  }

  static CapturedRequest pipelines(String path, String body) {
    return call("cdp.customer.io", "POST", path, body, US_PIPELINES);
  }

  static CapturedRequest app(String method, String path, String body) {
    return call("api.customer.io", method, path, body, US_APP);
  }

  static CapturedRequest call(
      String host, String method, String path, String body, String authorization) {
    return new CapturedRequest(
        method,
        "https",
        host,
        443,
        path,
        null,
        Headers.of("Authorization", authorization, "Content-Type", "application/json"),
        body.getBytes(UTF_8));
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
