package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.capture.Takeover;
import customerio.agent.config.EventDedup;
import customerio.agent.config.Mode;
import customerio.agent.config.Settings;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Handling;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.RequestReader;
import customerio.agent.customerio.Rules;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.customerio.UlidSource;
import customerio.agent.queue.DurableQueue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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

  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  /**
   * What intake works with.
   *
   * @param ticker nanoseconds that never go back, for the windows in which repeats are found
   */
  public record Parts(
      Settings settings,
      CustomerioHosts hosts,
      CredentialVault credentials,
      DurableQueue queue,
      SynchronousRoute route,
      UlidSource ids,
      Clock clock,
      Ticker ticker,
      IntakeListener listener) {}

  private final Mode mode;
  private final Rules rules;
  private final CustomerioHosts hosts;
  private final CredentialVault credentials;
  private final Sayings sayings;
  private final Acceptance acceptance;
  private final SynchronousCalls synchronousCalls;
  private final IntakeListener listener;

  public Intake(Parts parts) {
    mode = parts.settings.mode();
    rules = rules(parts.settings);
    hosts = parts.hosts;
    credentials = parts.credentials;
    listener = new GuardedListener(parts.listener);
    sayings = new Sayings(parts.ids, parts.clock, credentials);
    acceptance = new Acceptance(parts.queue, repeats(parts), listener, parts.ticker);
    synchronousCalls = new SynchronousCalls(parts.route, credentials, acceptance, rules);
  }

  /** The user's settings in Customer.io's terms. */
  public static Rules rules(Settings settings) {
    Settings.Wording wording = settings.wording();
    return new Rules(wording.emailIdentifies(), wording.stampIdentify(), wording.stampEvents());
  }

  private static List<Repeats> repeats(Parts parts) {
    Settings.Dedup dedup = parts.settings.dedup();
    List<Repeats> kinds = new ArrayList<>();
    if (!dedup.identifyWindow().isZero()) {
      kinds.add(new RepeatedIdentify(dedup.identifyWindow(), dedup.maxEntries(), parts.ticker));
    }
    if (dedup.events() == EventDedup.ID) {
      kinds.add(new RepeatedEvent(dedup.eventsWindow(), dedup.maxEntries(), parts.ticker));
    }
    return List.copyOf(kinds);
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return mode != Mode.OFF && hosts.contain(scheme, host, port, rawPath);
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
    // whatever was being captured goes out by itself now
    acceptance.unseen();
    listener.suppressed(where, fault);
  }

  /** An operation has become a dead letter: what looks like its repetition is a second try. */
  public void givenUp() {
    acceptance.forget();
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    try {
      return decide(request, origin);
    } catch (Throwable fault) {
      acceptance.unseen();
      listener.suppressed("take", fault);
      return Takeover.Pass.PASS;
    }
  }

  private Takeover decide(CapturedRequest request, Origin origin) {
    Place place = hosts.place(request.scheme(), request.host(), request.port(), request.rawPath());
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
      // a gateway may add the credential, so that the call has its effect
      acceptance.unseen();
      return pass(observation, PassReason.NO_CREDENTIAL);
    }
    if (request.headers().contains(METHOD_OVERRIDE)) {
      // no document knows it: what Customer.io makes of such a call is not ours to guess
      acceptance.unseen();
      return pass(observation, PassReason.METHOD_OVERRIDDEN);
    }
    SynchronousCalls.Call call = new SynchronousCalls.Call(place, path, request, observation);
    if (!mayBeQueued(endpoint, request)) {
      return synchronousCalls.relay(call);
    }
    byte[] body = PlainBody.of(request, MAX_BODY_BYTES);
    if (body == null) {
      return synchronousCalls.relay(call);
    }
    Reading.Understood understood =
        understood(RequestReader.read(endpoint, call.target(), body, rules), endpoint, observation);
    if (understood == null) {
      return synchronousCalls.relay(call);
    }
    long credential = call.credential(credentials);
    Said said = sayings.of(call, endpoint, credential, body, understood);
    return switch (credentials.standing(credential)) {
      case UNKNOWN -> synchronousCalls.probation(call, said);
      case REFUSED -> synchronousCalls.retrial(call, said);
      case PROVEN, ASSUMED ->
          new AcceptedCall(acceptance, said, observation, acceptance.repeated(said));
    };
  }

  /**
   * In strict mode an application asks Pipelines for its real verdict, so it gets that. That Track
   * understands a compressed body is said nowhere, so it gets the one the application made.
   */
  private boolean mayBeQueued(Endpoint endpoint, CapturedRequest request) {
    return mode == Mode.ASYNC
        && endpoint.handling() == Handling.QUEUED
        && !request.headers().contains("X-Strict-Mode")
        && (endpoint.api() != Api.TRACK || PlainBody.isPlain(request));
  }

  /** Null when the call is not to be answered by us. Losses of which nobody hears are told. */
  private static Reading.Understood understood(
      Reading reading, Endpoint endpoint, CallObservation observation) {
    if (reading instanceof Reading.PartlyLost partly) {
      partly.losses().forEach(observation::drops);
      return partly.understood();
    }
    if (reading instanceof Reading.NotUnderstood not) {
      SilentLoss loss = SilentLoss.of(endpoint, not);
      if (loss != null) {
        observation.drops(loss);
      }
      return null;
    }
    return (Reading.Understood) reading;
  }

  private static Takeover pass(CallObservation observation, PassReason reason) {
    observation.passed(reason);
    return Takeover.Pass.PASS;
  }
}
