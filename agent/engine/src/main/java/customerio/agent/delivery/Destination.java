package customerio.agent.delivery;

import customerio.agent.capture.SynchronousRoute;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import java.util.Locale;

/**
 * What fails, is limited and is refused as one.
 *
 * @param credential salted fingerprint, or {@link SynchronousRoute#NO_CREDENTIAL}
 */
public record Destination(Api api, Region region, long credential) {

  static Destination of(Operation operation) {
    return new Destination(operation.endpoint().api(), operation.region(), operation.credential());
  }

  boolean needsCredential() {
    return credential != SynchronousRoute.NO_CREDENTIAL;
  }

  /** Such as {@code track-us}. Leaves the fingerprint out: it would tell credentials apart. */
  @Override
  public String toString() {
    return (api + "-" + region).toLowerCase(Locale.ROOT);
  }
}
