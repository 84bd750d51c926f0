package customerio.agent;

import customerio.agent.atrest.KeyFile;
import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.OwnerOnly;
import customerio.agent.atrest.UnusableKeyException;
import customerio.agent.config.Settings;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.UnusableQueue;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What is kept in the queue's directory, opened with the keys that protect it.
 *
 * <p>Where the keys are not to be had, no operation there is read, written or removed, and every
 * call goes out by itself: written plain, what the user wants encrypted would be told; encrypted
 * with another key, people would have other hashes than in what waits already, and their order be
 * lost.
 */
final class Sealing {
  private static final String CONSEQUENCE =
      "; until a restart nothing is queued, and what is queued already stays as it is";

  private final Settings settings;
  private final KeyRing keys;
  private final CredentialVault credentials;
  private final String refusal;
  private volatile LongSupplier locked = () -> 0;

  private Sealing(Settings settings, KeyRing keys, CredentialVault credentials, String refusal) {
    this.settings = settings;
    this.keys = keys;
    this.credentials = credentials;
    this.refusal = refusal;
  }

  static Sealing open(Settings settings, Consumer<String> log) {
    Sealing opened;
    try {
      opened = openOrFail(settings, log);
    } catch (UnusableKeyException unusable) {
      String refusal = unusable.getMessage() + CONSEQUENCE;
      opened = new Sealing(settings, KeyRing.NONE, CredentialVault.forgetful(), refusal);
      log.accept(refusal);
    }
    return opened;
  }

  CredentialVault credentials() {
    return credentials;
  }

  /** Whether what is written now is encrypted. */
  boolean isSealing() {
    return keys.isSealing();
  }

  DurableQueue queue(Clock clock, Consumer<String> log) {
    if (refusal != null) {
      return new UnusableQueue(refusal);
    }
    DiskQueueSettings kept =
        Translated.queue(settings).withKeys(keys).withGroundwork(credentials::keep);
    DiskQueue queue = DiskQueue.open(settings.queue().directory(), kept, clock, log);
    locked = queue::locked;
    return queue;
  }

  /** Those that were raised, and what cannot be delivered for want of a key. */
  List<Concern> now(Concerns concerns) {
    long waiting = locked.getAsLong();
    if (waiting > 0) {
      concerns.raise(
          new Concern(
              "queue-key-missing",
              "",
              waiting
                  + " operations of earlier runs wait on disk for a key that is not in"
                  + " queue.key-file; put it there as a further line and restart",
              Gravity.DEGRADED));
    }
    return concerns.now();
  }

  private static Sealing openOrFail(Settings settings, Consumer<String> log)
      throws UnusableKeyException {
    Path file = settings.queue().keyFile();
    KeyRing keys = file == null ? KeyRing.NONE : KeyFile.read(file);
    Path directory = settings.queue().directory();
    CredentialVault credentials =
        Translated.queue(settings).durability().outlivesMachine()
            ? CredentialVault.openDurably(directory, keys, log)
            : CredentialVault.open(directory, keys, log);
    OwnerOnly.warnIfOthersWrite(directory, log);
    if (credentials.missingKey() == null) {
      return new Sealing(settings, keys, credentials, null);
    }
    throw new UnusableKeyException(
        "the queue in "
            + directory
            + " is encrypted with key "
            + KeyRing.text(credentials.missingKey())
            + (file == null
                ? ", and queue.key-file is not set"
                : ", which is not in queue.key-file " + file)
            + "; give that key as a further line there, or another queue.dir if it is lost");
  }
}
