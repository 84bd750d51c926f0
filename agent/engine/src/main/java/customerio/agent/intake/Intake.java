package customerio.agent.intake;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Takeover;
import customerio.agent.config.Mode;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Handling;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.RequestReader;

/**
 * What happens to a call on the application's thread: is it Customer.io's, what does it say, may we
 * answer it. Nothing is changed before the takeover is committed. Thread-safe.
 */
public final class Intake implements CallTaker {

  /**
   * Customer.io refuses single calls above 100 kB and batches above 500 kB, so larger bodies are
   * none that we could deliver.
   */
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final Mode mode;
  private final CustomerioHosts hosts;
  private final CredentialVault credentials;
  private final Sayings sayings;
  private final Acceptance acceptance;
  private final SynchronousCalls synchronousCalls;
  private final IntakeListener listener;

  Intake(
      Mode mode,
      CustomerioHosts hosts,
      CredentialVault credentials,
      Sayings sayings,
      Acceptance acceptance,
      SynchronousCalls synchronousCalls,
      IntakeListener listener) {
    this.mode = mode;
    this.hosts = hosts;
    this.credentials = credentials;
    this.sayings = sayings;
    this.acceptance = acceptance;
    this.synchronousCalls = synchronousCalls;
    this.listener = listener;
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return mode != Mode.OFF && hosts.place(scheme, host, port, rawPath) != null;
  }

  @Override
  public Origin origin() {
    return listener.origin();
  }

  @Override
  public int maxBodyBytes() {
    return MAX_BODY_BYTES;
  }

  @Override
  public void suppressed(String where, Throwable fault) {
    listener.suppressed(where, fault);
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    try {
      return decide(request, origin);
    } catch (Throwable fault) {
      listener.suppressed("take", fault);
      return Takeover.Pass.PASS;
    }
  }

  private Takeover decide(CapturedRequest request, Origin origin) {
    Place place =
        hosts.place(request.scheme(), request.host(), request.port(), request.rawPath());
    if (place == null || mode == Mode.OFF) {
      return Takeover.Pass.PASS;
    }
    String path = place.ownPath(request.rawPath());
    Endpoint endpoint = Endpoint.match(place.api(), request.method(), path);
    CallObservation observation = listener.taking(endpoint, place.region(), origin);
    if (mode == Mode.OBSERVE) {
      return pass(observation, PassReason.OBSERVED);
    }
    String authorization = request.headers().first("Authorization");
    if (authorization == null && endpoint.needsCredential()) {
      return pass(observation, PassReason.NO_CREDENTIAL);
    }
    SynchronousCalls.Call call =
        new SynchronousCalls.Call(place, path, request, observation);
    if (!mayBeQueued(endpoint, request)) {
      return synchronousCalls.relay(call);
    }
    byte[] body = PlainBody.of(request, MAX_BODY_BYTES);
    if (body == null) {
      return synchronousCalls.relay(call);
    }
    Reading reading = RequestReader.read(endpoint, call.target(), body);
    if (!(reading instanceof Reading.Understood understood)) {
      return synchronousCalls.relay(call);
    }
    long credential =
        authorization == null ? CredentialVault.NONE : credentials.learn(authorization);
    Said said = sayings.of(call, endpoint, credential, body, understood);
    return switch (credentials.standing(credential)) {
      case UNKNOWN -> synchronousCalls.probation(call, said);
      case REFUSED -> synchronousCalls.retrial(call, credential);
      case PROVEN, ASSUMED ->
          new AcceptedCall(acceptance, said, observation, acceptance.repeated(said));
    };
  }

  /** In strict mode an application asks Pipelines for its real verdict, so it gets that. */
  private boolean mayBeQueued(Endpoint endpoint, CapturedRequest request) {
    return mode == Mode.ASYNC
        && endpoint.handling() == Handling.QUEUED
        && !request.headers().contains("X-Strict-Mode");
  }

  private static Takeover pass(CallObservation observation, PassReason reason) {
    observation.passed(reason);
    return Takeover.Pass.PASS;
  }
}
