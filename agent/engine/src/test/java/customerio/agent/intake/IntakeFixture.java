package customerio.agent.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.capture.Takeover;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.SettingsReader;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.UlidSource;
import customerio.agent.routing.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** An intake with everything around it scripted. */
final class IntakeFixture implements SynchronousRoute {
  static final String BASIC = "Basic c2l0ZTprZXk=";
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  final RememberingQueue queue = new RememberingQueue();
  final RecordingListener listener = new RecordingListener();
  final CredentialVault credentials;
  final List<CapturedRequest> relayed = new ArrayList<>();
  final List<String> relayedTargets = new ArrayList<>();
  final List<Region> relayedRegions = new ArrayList<>();

  /** What relayed calls were not to overtake. */
  final List<Behind> behind = new ArrayList<>();

  final Router router;
  Reply answer = new Reply(200, Headers.NONE, "{}\n".getBytes(UTF_8));
  IOException unreachable;
  Runnable whileRelaying = () -> {};
  final List<String> lines = new ArrayList<>();
  long nanos;
  final List<String> log = new ArrayList<>();
  final ModeSwitch modes;
  final Outcomes outcomes = new Outcomes();
  final ManualWakers wakers = new ManualWakers();
  final Intake intake;

  record Behind(long destination, Set<Long> people) {}

  IntakeFixture(Path directory, String settings) {
    List<String> problems = new ArrayList<>();
    credentials = CredentialVault.open(directory, KeyRing.NONE, problems::add);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var read = SettingsReader.read(settings, new Properties(), Map.of(), problems::add);
    router = Router.open(read.routingFile(), directory, credentials, false, 10_000, lines::add);
    modes = new ModeSwitch(read.modes(), log::add);
    intake =
        new Intake(
            new Intake.Parts(
                read,
                modes,
                new CustomerioHosts(read.extraHosts()),
                credentials,
                queue,
                this,
                router,
                new UlidSource(clock, new Random(42)),
                clock,
                () -> nanos,
                listener,
                outcomes,
                wakers));
    assertThat(problems).isEmpty();
  }

  IntakeFixture proven() {
    credentials.accepted(credentials.learn(BASIC));
    return this;
  }

  Takeover identify(String person, String body) {
    return call("PUT", "/api/v1/customers/" + person, body);
  }

  Takeover event(String person, String body) {
    return call("POST", "/api/v1/customers/" + person + "/events", body);
  }

  Takeover call(String method, String path, String body) {
    return take(request(method, path, body, Headers.of("Authorization", BASIC)));
  }

  Takeover take(CapturedRequest request) {
    return intake.take(request, Origin.UNKNOWN);
  }

  static CapturedRequest request(String method, String path, String body, Headers headers) {
    return new CapturedRequest(
        method,
        "https",
        "track.customer.io",
        443,
        path,
        null,
        headers.with("Content-Type", "application/json"),
        body.getBytes(UTF_8));
  }

  static boolean commit(Takeover takeover) {
    assertThat(takeover).isInstanceOf(Takeover.Accepted.class);
    return ((Takeover.Accepted) takeover).commit();
  }

  /** Whichever way a call is put into the queue. */
  void queues(Takeover takeover) {
    int before = queue.payloads.size();
    if (takeover instanceof Takeover.Relayed moved) {
      assertThat(moved.exchangeAsync(null).join().headers().contains("X-Customerio-Agent"))
          .isTrue();
    } else {
      assertThat(commit(takeover)).isTrue();
    }
    assertThat(queue.payloads).hasSize(before + 1);
  }

  List<Operation> queued() {
    return queue.payloads.stream().map(IntakeFixture::decode).toList();
  }

  private static Operation decode(byte[] payload) {
    try {
      return OperationCodec.decode(payload);
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }

  @Override
  public SynchronousRoute behind(long destination, Set<Long> people) {
    behind.add(new Behind(destination, people));
    return this;
  }

  @Override
  public Reply exchange(
      CapturedRequest request,
      String target,
      Api api,
      Region region,
      long credential,
      Duration timeout)
      throws IOException {
    relayed.add(request);
    relayedTargets.add(target);
    relayedRegions.add(region);
    whileRelaying.run();
    if (unreachable != null) {
      throw unreachable;
    }
    return answer;
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(
      CapturedRequest request,
      String target,
      Api api,
      Region region,
      long credential,
      Duration timeout) {
    try {
      return CompletableFuture.completedFuture(
          exchange(request, target, api, region, credential, timeout));
    } catch (IOException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
