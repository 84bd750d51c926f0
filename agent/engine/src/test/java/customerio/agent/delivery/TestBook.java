package customerio.agent.delivery;

import customerio.agent.credentials.CredentialBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Credentials as a test hands them out. */
final class TestBook implements CredentialBook {
  private final Map<Long, String> values = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private boolean askedOnly;
  private LongConsumer listener = credential -> {};
  private Runnable whenAsked = () -> {};

  void learn(long credential, String authorization) {
    values.put(credential, authorization);
    listener.accept(credential);
  }

  void forget(long credential) {
    values.remove(credential);
  }

  /** Whether only a question can tell that credentials are accepted. */
  void askedOnly(boolean askedOnly) {
    this.askedOnly = askedOnly;
  }

  /** Happens once, while somebody asks whether a credential may be probed. */
  void whenAsked(Runnable action) {
    whenAsked = action;
  }

  /** What delivery found out, in order. */
  List<String> told() {
    return told;
  }

  @Override
  public String authorization(long fingerprint) {
    return values.get(fingerprint);
  }

  @Override
  public void accepted(long fingerprint) {
    told.add("accepted " + fingerprint);
  }

  @Override
  public void refused(long fingerprint) {
    told.add("refused " + fingerprint);
  }

  @Override
  public boolean mayBeProbed(long fingerprint) {
    Runnable action = whenAsked;
    whenAsked = () -> {};
    action.run();
    return !askedOnly;
  }

  @Override
  public void onLearned(LongConsumer listener) {
    this.listener = listener;
  }
}
