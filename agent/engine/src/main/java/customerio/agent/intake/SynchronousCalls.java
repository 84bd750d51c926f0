package customerio.agent.intake;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.capture.Takeover;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.SingleForm;
import customerio.agent.customerio.WireRequest;

/** Calls that Customer.io answers itself, while the application waits. */
final class SynchronousCalls {

  /**
   * @param path Customer.io's own path, a gateway's prefix removed
   */
  record Call(Place place, String path, CapturedRequest request, CallObservation observation) {

    String target() {
      return request.rawQuery() == null ? path : path + '?' + request.rawQuery();
    }

    /** The credential's fingerprint, or none. */
    long credential(CredentialVault credentials) {
      String authorization = request.headers().first("Authorization");
      return authorization == null ? CredentialVault.NONE : credentials.learn(authorization);
    }

    private RelayedCall.Wire asSaid(CredentialVault credentials) {
      return new RelayedCall.Wire(
          request, target(), place.api(), place.region(), credential(credentials));
    }

    /** The same call with the stamps of its operation, for when it may have to be repeated. */
    private RelayedCall.Wire stamped(Said said) {
      WireRequest stamped = SingleForm.of(said.operation(), false);
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

  SynchronousCalls(SynchronousRoute route, CredentialVault credentials, Acceptance acceptance) {
    this.route = route;
    this.credentials = credentials;
    this.acceptance = acceptance;
  }

  /** Fetches the answer; its failure is the application's to see. */
  Takeover relay(Call call) {
    return new RelayedCall(route, call.asSaid(credentials), new RelayedCall.Surface(call));
  }

  /** A credential that was refused: maybe Customer.io has come to accept it. */
  Takeover retrial(Call call, long credential) {
    return new RelayedCall(
        route,
        call.asSaid(credentials),
        new RelayedCall.Surface(call) {
          @Override
          public Reply answered(Reply reply) {
            remember(credential, reply);
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
    return new RelayedCall(
        route, call.stamped(said), new Probation(call, said, acceptance, this::remember));
  }

  private void remember(long credential, Reply reply) {
    if (reply.status() / 100 == 2) {
      credentials.accepted(credential);
    } else if (reply.status() == 401 || reply.status() == 403) {
      credentials.refused(credential);
    } else if (reply.status() >= 500 || reply.status() == 408 || reply.status() == 429) {
      credentials.assumed(credential);
    }
  }

  private static Headers without(Headers headers, String name) {
    return Headers.of(
        headers.lines().stream().filter(line -> !line.name().equalsIgnoreCase(name)).toList());
  }
}
