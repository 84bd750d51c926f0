package customerio.agent.accounts;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.CredentialQuestion.Verdict;
import customerio.agent.customerio.Region;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What follows when Pipelines has been asked about a write key: one that is refused is not used any
 * more, in this run and the next, until it is good. Thread-safe.
 */
final class WriteKeys {
  private final RegionPolicy policy;
  private final CredentialVault credentials;
  private final AccountFile file;
  private final KnownRegions regions;
  private final Mismatches mismatches;
  private final PlaceConcern refusals;
  private final Consumer<String> log;
  private final Set<Called> refused = ConcurrentHashMap.newKeySet();

  WriteKeys(
      RegionPolicy policy,
      CredentialVault credentials,
      AccountFile file,
      KnownRegions regions,
      Mismatches mismatches,
      PlaceConcern refusals,
      Consumer<String> log) {
    this.policy = policy;
    this.credentials = credentials;
    this.file = file;
    this.regions = regions;
    this.mismatches = mismatches;
    this.refusals = refusals;
    this.log = log;
  }

  /**
   * Their backlog would be lost behind a 200 if it left before they were asked about again.
   *
   * @param inAnEarlierRun credential → where it was used
   */
  void refused(Map<Long, Region> inAnEarlierRun) {
    inAnEarlierRun.forEach(
        (credential, region) -> {
          Called called = new Called(Api.PIPELINES, region, credential);
          refused.add(called);
          credentials.refusedWhenAsked(credential);
          refuse(called, true);
        });
  }

  void askLaterAboutRefused(Questions questions) {
    refused.forEach(questions::askLater);
  }

  void judged(Called called, Verdict verdict, Questions questions) {
    if (verdict == Verdict.REFUSED) {
      boolean news = credentials.mayBeProbed(called.credential());
      // at once: what is sent meanwhile would be lost
      credentials.refusedWhenAsked(called.credential());
      if (mayLiveInTheEu(called)) {
        Called inTheEu = new Called(called.api(), Region.EU, called.credential());
        questions.askOnce(
            inTheEu, (any, there, reply) -> judgedInTheEu(called, inTheEu, there, news));
      } else {
        refuse(called, news);
      }
    } else if (verdict == Verdict.ACCEPTED) {
      accept(called);
      if (refusals.clear(called)) {
        log.accept(called.place() + " accepts the write key again; what waited is delivered");
      }
    }
  }

  /** The US does not know keys of the EU, and Pipelines does not redirect them. */
  private boolean mayLiveInTheEu(Called called) {
    return policy.choice() == RegionPolicy.Choice.AUTO
        && regions.of(called.credential()) == null
        && policy.effective(called.api(), called.region(), Region.EU) != called.region();
  }

  private void judgedInTheEu(Called called, Called inTheEu, Verdict verdict, boolean news) {
    // the application does not use it there
    refusals.clear(inTheEu);
    if (verdict == Verdict.ACCEPTED) {
      regions.learn(called.credential(), Region.EU);
      mismatches.compare(called, Region.EU);
      refusals.clear(called);
      accept(called);
    } else {
      refuse(called, news);
    }
  }

  private void accept(Called called) {
    if (refused.remove(called)) {
      file.rememberRefused(called.credential(), null);
    }
    credentials.acceptedWhenAsked(called.credential());
  }

  private void refuse(Called called, boolean news) {
    String sentence =
        called.place()
            + " does not know the application's write key: Customer.io answers 200 to it and drops"
            + " what is sent; operations wait on disk from now on and calls go through unanswered;"
            + " correct the write key or the region (asked with X-Strict-Mode on an empty alias;"
            + " pipelines.key-check=false does not ask)";
    refusals.raise(called, sentence);
    if (refused.add(called)) {
      file.rememberRefused(called.credential(), called.region());
    }
    if (news) {
      log.accept(sentence);
    }
  }
}
