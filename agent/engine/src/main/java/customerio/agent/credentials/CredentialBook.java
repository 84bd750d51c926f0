package customerio.agent.credentials;

import java.util.function.LongConsumer;

/**
 * Credentials known to this process, by salted fingerprint. Operations on disk carry the
 * fingerprint only; after a restart it is bound again when the application calls, or from
 * configuration. Thread-safe.
 */
public interface CredentialBook {

  /** The {@code Authorization} header value, or null while it is not known in this process. */
  String authorization(long fingerprint);

  /** Customer.io has accepted this credential; remembered over restarts. */
  void accepted(long fingerprint);

  /** Customer.io has answered 401 or 403 to it. */
  void refused(long fingerprint);

  /**
   * False while only a question can tell whether Customer.io accepts the credential again, because
   * it would answer 200 to an operation and drop it.
   */
  default boolean mayBeProbed(long fingerprint) {
    return true;
  }

  /** Told of each fingerprint that becomes known or is known with a value again. Set once. */
  void onLearned(LongConsumer listener);
}
