package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.capture.Takeover;
import customerio.agent.config.EventDedup;
import customerio.agent.config.Mode;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.OwnWayWord;
import customerio.agent.config.Settings;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.RequestReader;
import customerio.agent.customerio.Rules;
import customerio.agent.customerio.UlidSource;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.routing.Router;
import java.time.Clock;
import java.time.Duration;
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
   * @param router null = every call goes where it was called
   * @param ticker nanoseconds that never go back, for the windows in which repeats are found
   */
  public record Parts(
      Settings settings,
      ModeSwitch modes,
      CustomerioHosts hosts,
      CredentialVault credentials,
      DurableQueue queue,
      SynchronousRoute route,
      Router router,
      UlidSource ids,
      Clock clock,
      Ticker ticker,
      IntakeListener listener,
      Outcomes outcomes,
      Wakers wakers) {}

  private final ModeSwitch modes;
  private final OwnWayWord ownWays;
  private final Rules rules;
  private final CustomerioHosts hosts;
  private final CredentialVault credentials;
  private final Sayings sayings;
  private final Acceptance acceptance;
  private final SynchronousCalls synchronousCalls;
  private final Rehearsal rehearsal;
  private final Following following;
  private final IntakeListener listener;
  private final QueuedExchange.Parts waiting;

  public Intake(Parts parts) {
    modes = parts.modes;
    ownWays = parts.settings.transport().ownWay();
    rules = rules(parts.settings);
    hosts = parts.hosts;
    credentials = parts.credentials;
    listener = new GuardedListener(parts.listener);
    sayings = new Sayings(parts.ids, parts.clock, credentials);
    acceptance = new Acceptance(parts.queue, repeats(parts), listener, parts.ticker);
    synchronousCalls =
        new SynchronousCalls(parts.route, credentials, acceptance, rules, MAX_BODY_BYTES);
    waiting =
        new QueuedExchange.Parts(
            acceptance,
            new SyncTerms(parts.settings.sync(), parts.queue),
            parts.outcomes,
            parts.wakers);
    rehearsal = new Rehearsal(repeats(parts), parts.ticker, listener, rules);
    following = new Following(parts.router, credentials, rules);
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
    if (dedup.events() != EventDedup.OFF && !dedup.eventsWindow().isZero()) {
      kinds.add(repeatedEvents(dedup, parts.ticker));
    }
    return List.copyOf(kinds);
  }

  private static Repeats repeatedEvents(Settings.Dedup dedup, Ticker ticker) {
    return dedup.events() == EventDedup.ID
        ? RepeatedEvent.byId(dedup.eventsWindow(), dedup.maxEntries(), ticker)
        : RepeatedEvent.byContent(
            dedup.eventNames(), dedup.eventsWindow(), dedup.maxEntries(), ticker);
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    Place place = hosts.place(scheme, host, port, rawPath);
    if (place == null) {
      return false;
    }
    if (!modes.modes().isOff(place.api())) {
      return true;
    }
    if (!SynchronousCalls.isSend(place.api(), place.ownPath(rawPath))) {
      // it goes past the queue, and nobody will tell when it arrives
      acceptance.unseen();
    }
    return false;
  }

  @Override
  public boolean wouldPass(String method, String scheme, String host, int port, String rawPath) {
    Place place = hosts.place(scheme, host, port, rawPath);
    if (place == null) {
      return true;
    }
    Endpoint endpoint = Endpoint.match(place.api(), method, place.ownPath(rawPath));
    Mode mode = modes.modes().of(endpoint);
    if (mode != Mode.OFF && mode != Mode.OBSERVE) {
      return false;
    }
    acceptance.unseen();
    return true;
  }

  @Override
  public Origin origin() {
    return listener.origin();
  }

  @Override
  public void bypassed() {
    acceptance.unseen();
  }

  @Override
  public boolean leaves(String client, OwnWay way) {
    if (ownWays == OwnWayWord.TAKE_OVER) {
      return false;
    }
    acceptance.unseen();
    listener.ownWay(client, way);
    return true;
  }

  @Override
  public void credential(String authorization) {
    credentials.learn(authorization);
  }

  @Override
  public void intercepted(String client, boolean answered, long nanos) {
    listener.intercepted(client, answered, nanos);
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

  @Override
  public void suppressedBefore(long faults) {
    listener.suppressedBefore(faults);
  }

  /** Operations that callers in mode {@code sync} have taken back, since start. */
  public long withdrawn() {
    return waiting.terms().withdrawn();
  }

  /** An operation has become a dead letter: what looks like its repetition is a second try. */
  public void givenUp() {
    acceptance.forget();
  }

  /** How many words of the application there are that a repetition could be recognised by. */
  public long remembered() {
    return acceptance.remembered();
  }

  /** None of them serves any more: a few repetitions go out that would not have. */
  public void forgetRepeats() {
    acceptance.forget();
  }

  /**
   * An operation that an earlier run left waits still, so that what repeats it can be recognised.
   *
   * @param age since it was said
   */
  public void adopted(Operation operation, Routing routing, Duration age) {
    Reading reading =
        RequestReader.read(operation.endpoint(), operation.target(), operation.body(), rules);
    if (reading instanceof Reading.Understood understood) {
      acceptance.adopted(new Said(operation, understood, routing), age);
    }
  }

  @Override
  public boolean mayTake(CapturedRequest request) {
    Place place = hosts.place(request.scheme(), request.host(), request.port(), request.rawPath());
    if (place == null) {
      return false;
    }
    Endpoint endpoint =
        Endpoint.match(place.api(), request.method(), place.ownPath(request.rawPath()));
    Mode mode = modes.modes().of(endpoint);
    return mode != Mode.OFF && mode != Mode.OBSERVE && stays(request, endpoint) == null;
  }

  /** Why it is the application's own client that has to send it, or null. */
  private static PassReason stays(CapturedRequest request, Endpoint endpoint) {
    if (endpoint.needsCredential() && !request.headers().contains("Authorization")) {
      // a gateway may add the credential, so that the call has its effect
      return PassReason.NO_CREDENTIAL;
    }
    // no document knows it: what Customer.io makes of such a call is not ours to guess
    return request.headers().contains(METHOD_OVERRIDE) ? PassReason.METHOD_OVERRIDDEN : null;
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
    if (place == null) {
      return Takeover.Pass.PASS;
    }
    String path = place.ownPath(request.rawPath());
    Endpoint endpoint = Endpoint.match(place.api(), request.method(), path);
    Mode mode = modes.modes().of(endpoint);
    if (mode == Mode.OFF) {
      acceptance.unseen();
      return Takeover.Pass.PASS;
    }
    Origin from = listener.origin(origin, request.headers());
    CallObservation observation = listener.taking(endpoint, place.region(), from);
    SynchronousCalls.Call call = new SynchronousCalls.Call(place, path, request, observation);
    if (mode == Mode.OBSERVE) {
      return observe(call, endpoint);
    }
    PassReason stays = stays(request, endpoint);
    if (stays != null) {
      acceptance.unseen();
      return pass(observation, stays);
    }
    List<SynchronousCalls.Call> calls =
        following.follow(
            call, endpoint, MAX_BODY_BYTES, () -> listener.taking(endpoint, place.region(), from));
    return calls.get(0).moved() ? moved(calls, endpoint, mode) : serve(call, endpoint, mode);
  }

  /** What was moved is never left to the application's own client. */
  private Takeover moved(List<SynchronousCalls.Call> calls, Endpoint endpoint, Mode mode) {
    List<Takeover.Relayed> parts = new ArrayList<>();
    for (SynchronousCalls.Call call : calls) {
      parts.add(new StayingCall((Takeover.Relayed) serve(call, endpoint, mode)));
    }
    return parts.size() == 1 ? parts.get(0) : new SplitCall(parts);
  }

  /** A call that was moved is {@link Takeover.Relayed}. */
  private Takeover serve(SynchronousCalls.Call call, Endpoint endpoint, Mode mode) {
    Understanding what =
        Understanding.of(call, endpoint, rules, MAX_BODY_BYTES, call.observation()::drops);
    if (what == null) {
      return synchronousCalls.relay(call, endpoint);
    }
    long credential = call.credential(credentials);
    Said said = sayings.of(call, endpoint, credential, what.body(), what.reading());
    return switch (credentials.standing(credential)) {
      case UNKNOWN ->
          mode == Mode.SYNC && waiting.terms().outageIsError()
              ? synchronousCalls.trial(call, said)
              : synchronousCalls.probation(call, said);
      case REFUSED -> synchronousCalls.retrial(call, said);
      case PROVEN, ASSUMED -> mode == Mode.SYNC ? awaited(call, said) : accepted(call, said);
    };
  }

  private Takeover accepted(SynchronousCalls.Call call, Said said) {
    String repeatOf = acceptance.repeated(said);
    return call.moved()
        ? new QueuedOrRelayed(
            acceptance, said, call.observation(), repeatOf, synchronousCalls.relay(call, said))
        : new AcceptedCall(acceptance, said, call.observation(), repeatOf);
  }

  private Takeover awaited(SynchronousCalls.Call call, Said said) {
    return new QueuedExchange(
        waiting, said, call.observation(), () -> synchronousCalls.relay(call, said));
  }

  private Takeover observe(SynchronousCalls.Call call, Endpoint endpoint) {
    call.observation().passed(PassReason.OBSERVED);
    if (call.mayChangePeople()) {
      // other operations may be in another mode, or this one be switched to another
      acceptance.unseen();
    }
    Understanding what =
        call.hasCredential(endpoint)
            ? Understanding.of(call, endpoint, rules, MAX_BODY_BYTES, loss -> {})
            : null;
    return what == null
        ? rehearsal.waits(call.mayChangePeople())
        : rehearsal.said(
            sayings.of(call, endpoint, call.credential(credentials), what.body(), what.reading()));
  }

  private static Takeover pass(CallObservation observation, PassReason reason) {
    observation.passed(reason);
    return Takeover.Pass.PASS;
  }
}
