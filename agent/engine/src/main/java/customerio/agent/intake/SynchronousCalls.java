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

    /** The same call with this method, target and body on Customer.io's own paths. */
    private CapturedRequest as(String method, String target, Headers headers, byte[] body) {
      int query = target.indexOf('?');
      return new CapturedRequest(
          method,
          request.scheme(),
          request.host(),
          request.port(),
          query < 0 ? target : target.substring(0, query),
          query < 0 ? null : target.substring(query + 1),
          headers,
          body);
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
    return new RelayedCall(route, call.place(), original(call), new RelayedCall.Surface(call));
  }

  /** A credential that was refused: maybe Customer.io has come to accept it. */
  Takeover retrial(Call call, long credential) {
    return new RelayedCall(
        route,
        call.place(),
        original(call),
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
    WireRequest stamped = SingleForm.of(said.operation(), false);
    CapturedRequest request =
        call.as(
            stamped.method(),
            stamped.target(),
            without(call.request().headers(), "Content-Encoding"),
            stamped.body());
    return new RelayedCall(
        route, call.place(), request, new Probation(call, said, acceptance, this::remember));
  }

  private static CapturedRequest original(Call call) {
    CapturedRequest request = call.request();
    return call.as(request.method(), call.target(), request.headers(), request.body());
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
