package customerio.agent.accounts;

import customerio.agent.accounts.RegionPolicy.Choice;
import customerio.agent.atrest.KeyRing;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Accounts with everything around them scripted; what is to be done later waits for the test. */
final class AccountsFixture {
  static final String EU_ANSWER = "{\"url\":\"https://x\",\"region\":\"eu\",\"environment_id\":1}";

  final ScriptedRoute route = new ScriptedRoute(this::answered);
  final List<String> log = new ArrayList<>();
  final Concerns concerns = new Concerns();
  final List<Duration> pauses = new ArrayList<>();
  final CredentialVault vault;
  final long credential;
  final Accounts accounts;
  private Runnable next;

  AccountsFixture(Path directory, Choice choice, Api... bound) {
    this(directory, choice, true, bound);
  }

  AccountsFixture(Path directory, Choice choice, boolean keyCheck, Api... bound) {
    vault = CredentialVault.open(directory, KeyRing.NONE, log::add);
    credential = vault.learn("Basic c2l0ZTprZXk=");
    accounts =
        new Accounts(
            new Accounts.Settings(
                new RegionPolicy(choice, Set.of(bound)), true, keyCheck, directory),
            vault,
            concerns,
            log::add,
            (task, delay) -> {
              next = task;
              pauses.add(delay);
            });
    accounts.askOver(route);
  }

  void answered(Api api, Region called, int status) {
    Region asked = accounts.effective(api, called, credential);
    accounts.answered(api, called, credential, asked, status);
  }

  Region effective(Api api, Region called) {
    return accounts.effective(api, called, credential);
  }

  /** The pause is over. */
  void later() {
    Runnable due = next;
    next = null;
    due.run();
  }

  List<String> concerns() {
    return concerns.now().stream()
        .map(Concern::toString)
        .map(text -> text.substring(0, text.indexOf(':')))
        .toList();
  }
}
