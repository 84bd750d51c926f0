package customerio.agent.accounts;

import customerio.agent.accounts.RegionPolicy.Choice;
import customerio.agent.customerio.Region;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Says, once for each credential and place, that the application calls another region than the one
 * its account lives in. A concern only as long as requests really go to the wrong one.
 */
final class Mismatches {
  private final RegionPolicy policy;
  private final PlaceConcern concern;
  private final Consumer<String> log;
  private final Set<Called> compared = ConcurrentHashMap.newKeySet();
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Mismatches(RegionPolicy policy, Concerns concerns, Consumer<String> log) {
    this.policy = policy;
    this.concern = new PlaceConcern(concerns, "region-mismatch", Gravity.DEGRADED);
    this.log = log;
  }

  void compare(Called called, Region account) {
    if (account == called.region() || !compared.add(called)) {
      return;
    }
    String sentence = account == Region.EU ? accountInTheEu(called) : accountInTheUs();
    log.accept(called.place() + ": " + sentence);
    if (policy.effective(called.api(), called.region(), account) != account) {
      concern.raise(called, sentence);
    }
  }

  /** What was learned of this credential's account was wrong, or holds no longer. */
  void over(Called called) {
    compared.remove(called);
    concern.clear(called);
  }

  /** A setting that cannot be followed where the application calls says so. */
  void used(Called called) {
    boolean wanted =
        switch (policy.choice()) {
          case AS_CALLED, AUTO -> false;
          case US -> called.region() == Region.EU;
          case EU -> called.region() == Region.US && policy.bound().contains(called.api());
        };
    if (wanted && said.add(called.place())) {
      log.accept(
          called.region() == Region.EU
              ? "region=us does not apply to "
                  + called.place()
                  + ": what the application calls in the EU is never sent to a US host; it goes"
                  + " where it is called; correct the application's base URL if that is wrong"
              : "region=eu does not apply to "
                  + called.place()
                  + ": the application calls a gateway there, which it shall not get around; set "
                  + endpoint(called)
                  + " to the gateway for the EU");
    }
  }

  /** Customer.io redirects from the EU to the US. */
  void staysInTheEu(Called called) {
    if (said.add("redirect " + called.place())) {
      log.accept(
          called.place()
              + " redirects to a US host, which is not followed: what the application calls in the"
              + " EU never goes to the US; its operations wait; correct the application's base URL"
              + " if the account lives in the US");
    }
  }

  private String accountInTheEu(Called called) {
    String what =
        "Customer.io says that this account lives in the EU, but the application calls the US host; ";
    if (policy.effective(called.api(), called.region(), Region.EU) == Region.EU) {
      return what
          + "the agent sends its calls to the EU (region="
          + choice()
          + "); correct the application's base URL for calls that the agent leaves alone";
    }
    String remedy =
        policy.bound().contains(called.api()) && policy.choice() != Choice.AS_CALLED
            ? "; correct the application's base URL, or set " + endpoint(called)
            : "; correct the application's base URL (the host with -eu), or set region=auto";
    return what + "its data passes through US servers (region=" + choice() + ')' + remedy;
  }

  private static String accountInTheUs() {
    return "Customer.io says that this account lives in the US, but the application calls the EU"
        + " host; calls stay there, as nothing that was called in the EU is ever sent to the US,"
        + " and Customer.io may refuse them; correct the application's base URL (the host without"
        + " -eu)";
  }

  private String choice() {
    return policy.choice().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String endpoint(Called called) {
    return "endpoint." + called.api().name().toLowerCase(Locale.ROOT) + "-eu";
  }
}
