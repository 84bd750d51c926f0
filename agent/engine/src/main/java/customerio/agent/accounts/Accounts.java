package customerio.agent.accounts;

import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.AccountRegion;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.CredentialQuestion.Verdict;
import customerio.agent.customerio.Region;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where each account lives and whether its keys are good, learned from answers, redirects and
 * questions of our own. Thread-safe.
 *
 * <pre>
 *   answer of Customer.io ──▶ answered ──▶ first use: Questions ──▶ region, or key good or not
 *   redirect it sends     ──▶ redirected ────────────────────────▶ region
 *                                                                   │ KnownRegions, AccountFile
 *   where to send next    ◀── effective ◀── RegionPolicy ◀──────────┘
 * </pre>
 */
public final class Accounts {

  /**
   * @param regionCheck whether Track is asked where accounts live
   * @param keyCheck whether Pipelines is asked about write keys
   * @param directory the application's queue directory
   */
  public record Settings(
      RegionPolicy policy, boolean regionCheck, boolean keyCheck, Path directory) {}

  private final RegionPolicy policy;
  private final boolean regionCheck;
  private final boolean keyCheck;
  private final CredentialVault credentials;
  private final KnownRegions regions;
  private final Mismatches mismatches;
  private final PlaceConcern refusals;
  private final WriteKeys keys;
  private final Later later;
  private volatile Questions questions;

  public Accounts(
      Settings settings, CredentialVault credentials, Concerns concerns, Consumer<String> log) {
    this(settings, credentials, concerns, log, new AccountTimer());
  }

  Accounts(
      Settings settings,
      CredentialVault credentials,
      Concerns concerns,
      Consumer<String> log,
      Later later) {
    this.policy = settings.policy();
    this.regionCheck = settings.regionCheck();
    this.keyCheck = settings.keyCheck();
    this.credentials = credentials;
    AccountFile file = new AccountFile(settings.directory());
    AccountFile.Learned earlier = file.read(log);
    this.regions = new KnownRegions(file, earlier.regions());
    this.mismatches = new Mismatches(policy, concerns, log);
    this.refusals = new PlaceConcern(concerns, "credential-refused", Gravity.DEGRADED);
    this.keys = new WriteKeys(policy, credentials, file, regions, mismatches, refusals, log);
    this.later = later;
    if (keyCheck) {
      keys.refused(earlier.refusedKeys());
    }
  }

  /** From now on questions are asked, over this route. */
  public void askOver(SynchronousRoute route) {
    Questions asking = new Questions(route, credentials, later, this::asked);
    questions = asking;
    keys.askLaterAboutRefused(asking);
  }

  /** Where a call goes. Cheap: called for each request. */
  public Region effective(Api api, Region called, long credential) {
    return policy.effective(api, called, regions.of(credential));
  }

  /**
   * Customer.io has answered a request.
   *
   * @param asked where it was sent
   */
  public void answered(Api api, Region calledRegion, long credential, Region asked, int status) {
    Called called = new Called(api, calledRegion, credential);
    mismatches.used(called);
    if (credential == CredentialVault.NONE) {
      return;
    }
    boolean refused = status == 401 || status == 403;
    if (asked != calledRegion && saysElsewhere(status)) {
      forget(called);
    }
    compare(called);
    // of the App API nothing is ever queued, and 403 is its word for a key of narrow scope
    if (refused && api != Api.APP) {
      refusals.raise(called, refusalOf(called));
    } else if (status / 100 == 2) {
      accepted(called);
    }
  }

  /**
   * Customer.io has sent a call to its host in another region.
   *
   * @param followed false when the call was not sent on
   */
  public void redirected(
      Api api, Region calledRegion, long credential, Region to, boolean followed) {
    Called called = new Called(api, calledRegion, credential);
    if (!followed) {
      mismatches.staysInTheEu(called);
    }
    if (credential != CredentialVault.NONE) {
      regions.learn(credential, to);
      compare(called);
    }
  }

  private void accepted(Called called) {
    if (credentials.mayBeProbed(called.credential())) {
      refusals.clear(called);
    }
    Questions asking = questions;
    boolean worthAsking =
        switch (called.api()) {
          case TRACK -> regionCheck && regions.of(called.credential()) == null;
          case PIPELINES -> keyCheck;
          case APP -> false;
        };
    if (asking != null && worthAsking) {
      asking.ask(called);
    }
  }

  private void asked(Called called, Verdict verdict, Reply reply) {
    if (called.api() == Api.PIPELINES) {
      keys.judged(called, verdict, questions);
    } else if (verdict == Verdict.ACCEPTED) {
      Region account = AccountRegion.read(reply.body());
      if (account != null) {
        regions.learn(called.credential(), account);
        compare(called);
      }
    }
  }

  /** Not 403: the App API forbids keys of narrow scope a part of what there is. */
  private static boolean saysElsewhere(int status) {
    return switch (status) {
      case 301, 302, 307, 308, 401 -> true;
      default -> false;
    };
  }

  /** Its account is not, or no longer, where it was believed to be. */
  private void forget(Called called) {
    if (policy.choice() == RegionPolicy.Choice.AUTO) {
      regions.forget(called.credential());
      mismatches.over(called);
    }
  }

  private void compare(Called called) {
    Region account = regions.of(called.credential());
    if (account != null) {
      mismatches.compare(called, account);
    }
  }

  private static String refusalOf(Called called) {
    return "Customer.io refuses a credential that the application uses on "
        + called.place()
        + "; its operations wait on disk, its calls go through unanswered; check key and region";
  }
}
