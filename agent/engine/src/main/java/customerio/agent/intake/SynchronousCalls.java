package customerio.agent.intake;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.QuestionRequest;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.capture.Takeover;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.CredentialQuestion;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.NamedPeople;
import customerio.agent.customerio.Rules;
import customerio.agent.customerio.SingleForm;
import customerio.agent.customerio.WireRequest;
import customerio.agent.queue.Routing;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls that Customer.io answers itself, while the application waits. */
final class SynchronousCalls {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  /**
   * @param path Customer.io's own path, a gateway's prefix removed
   * @param moved whether place and credential are those of the person's workspace, and not those
   *     that were called
   */
  record Call(
      Place place,
      String path,
      CapturedRequest request,
      CallObservation observation,
      boolean moved) {

    Call(Place place, String path, CapturedRequest request, CallObservation observation) {
      this(place, path, request, observation, false);
    }

    String target() {
      return request.rawQuery() == null ? path : path + '?' + request.rawQuery();
    }

    boolean hasCredential(Endpoint endpoint) {
      return !endpoint.needsCredential() || request.headers().contains("Authorization");
    }

    /** The credential's fingerprint, or none. */
    long credential(CredentialVault credentials) {
      String authorization = request.headers().first("Authorization");
      return authorization == null ? CredentialVault.NONE : credentials.learn(authorization);
    }

    /**
     * Reads do not, and sending a message makes no difference to somebody of whom anything was
     * said. All else may, what we do not know included.
     */
    boolean mayChangePeople() {
      return !READS.contains(request.method()) && !isSend(place.api(), path);
    }

    private RelayedCall.Wire asSaid(CredentialVault credentials) {
      return new RelayedCall.Wire(
          request, target(), place.api(), place.region(), credential(credentials));
    }

    /** A question that changes nothing, with the credential of this call. */
    private RelayedCall.Wire credentialCheck(long credential) {
      CredentialQuestion question = CredentialQuestion.about(place.api());
      return new RelayedCall.Wire(
          QuestionRequest.of(question, request.headers().first("Authorization")),
          question.target(),
          place.api(),
          place.region(),
          credential);
    }

    /** The same call with the stamps of its operation, for when it may have to be repeated. */
    private RelayedCall.Wire stamped(Said said, Rules rules) {
      WireRequest stamped = SingleForm.of(said.operation(), false, rules);
      CapturedRequest plain =
          new CapturedRequest(
              stamped.method(),
              request.scheme(),
              request.host(),
              request.port(),
              request.rawPath(),
              request.rawQuery(),
              without(request.headers(), "Content-Encoding"),
              stamped.body());
      return new RelayedCall.Wire(
          plain, stamped.target(), place.api(), place.region(), said.operation().credential());
    }
  }

  private final SynchronousRoute route;
  private final CredentialVault credentials;
  private final Acceptance acceptance;
  private final Rules rules;
  private final int maxBodyBytes;
  private final Routings routings;
  private final Verdicts verdicts;

  /** A message leaves people as they are. */
  static boolean isSend(Api api, String path) {
    return api == Api.APP && path.startsWith("/v1/send/");
  }

  SynchronousCalls(
      SynchronousRoute route,
      CredentialVault credentials,
      Acceptance acceptance,
      Rules rules,
      int maxBodyBytes) {
    this.rules = rules;
    this.maxBodyBytes = maxBodyBytes;
    this.routings = new Routings(credentials);
    this.route = route;
    this.credentials = credentials;
    this.acceptance = acceptance;
    this.verdicts = new Verdicts(credentials);
  }

  /**
   * Fetches the answer; its failure is the application's to see. What the call says about people is
   * said after what waits in the queue about them.
   */
  RelayedCall relay(Call call, Endpoint endpoint) {
    return relayed(
        behind(call, named(call, endpoint)),
        call,
        call.asSaid(credentials),
        new RelayedCall.Surface(call));
  }

  private static Set<Long> peopleOf(Routing routing) {
    return Stream.of(routing.person(), routing.otherPerson())
        .filter(person -> person != 0 && Routing.isPerson(person))
        .collect(Collectors.toSet());
  }

  private Set<Long> named(Call call, Endpoint endpoint) {
    byte[] body =
        call.mayChangePeople() && acceptance.hasBacklog()
            ? PlainBody.of(call.request(), maxBodyBytes)
            : null;
    return body == null
        ? Set.of()
        : routings.people(
            call.place().api(),
            call.place().region(),
            NamedPeople.in(endpoint, call.target(), body, rules));
  }

  private SynchronousRoute behind(Call call, Set<Long> people) {
    if (people.isEmpty()) {
      return route;
    }
    Place place = call.place();
    return route.behind(
        Routings.destination(place.api(), place.region(), call.credential(credentials)), people);
  }

  /** The same for what the queue would have taken. */
  RelayedCall relay(Call call, Said said) {
    return relayed(
        behind(call, peopleOf(said.routing())),
        call,
        call.asSaid(credentials),
        new Arrival(call, said));
  }

  /**
   * A credential that was refused: maybe Customer.io has come to accept it. The call is never
   * answered by us before Customer.io has said so, and it must not overtake what waits: operations
   * of this credential from the time before it was refused. So while anything waits, Customer.io is
   * asked about the credential alone; Pipelines only if that is how the refusal was found, as it
   * answers 200 to the calls of a wrong key.
   */
  Takeover retrial(Call call, Said said) {
    long credential = said.operation().credential();
    boolean canBeAsked = call.place().api() == Api.TRACK || !credentials.mayBeProbed(credential);
    if (canBeAsked && acceptance.hasBacklog()) {
      return new RelayedCall(
          route,
          call.credentialCheck(credential),
          call.observation(),
          Overtaking.NONE,
          new Retrial(call, said, acceptance, verdicts));
    }
    return trial(call, said);
  }

  /** The answer says something about the credential, and is the application's whatever it is. */
  Takeover trial(Call call, Said said) {
    return relayed(
        call,
        call.asSaid(credentials),
        new Arrival(call, said) {
          @Override
          public Reply answered(Reply reply) throws IOException {
            verdicts.remember(said.operation().credential(), reply.status());
            return super.answered(reply);
          }
        });
  }

  /**
   * The first call of a credential: a wrong key or region has to show in the application. If
   * Customer.io cannot say, the call is queued, so it already goes out with the stamps that make
   * its repetition harmless.
   */
  Takeover probation(Call call, Said said) {
    return relayed(
        call, call.stamped(said, rules), new Probation(call, said, acceptance, verdicts));
  }

  /** Two names of one person are learned from what has arrived past the queue, too. */
  private class Arrival extends RelayedCall.Surface {
    private final Said said;

    Arrival(Call call, Said said) {
      super(call);
      this.said = said;
    }

    @Override
    public Reply answered(Reply reply) throws IOException {
      if (reply.status() / 100 == 2) {
        acceptance.passed(said);
      }
      return super.answered(reply);
    }
  }

  private RelayedCall relayed(Call call, RelayedCall.Wire wire, RelayedCall.Ending ending) {
    return relayed(route, call, wire, ending);
  }

  private RelayedCall relayed(
      SynchronousRoute way, Call call, RelayedCall.Wire wire, RelayedCall.Ending ending) {
    Overtaking overtaking = call.mayChangePeople() ? Overtaking.of(acceptance) : Overtaking.NONE;
    return new RelayedCall(way, wire, call.observation(), overtaking, ending);
  }

  private static Headers without(Headers headers, String name) {
    return Headers.of(
        headers.lines().stream().filter(line -> !line.name().equalsIgnoreCase(name)).toList());
  }
}
