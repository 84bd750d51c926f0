package customerio.agent;

import customerio.agent.accounts.Accounts;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.Regions;

/** Lets deliveries ask the accounts, neither of which knows the other. */
record LearnedRegions(Accounts accounts) implements Regions {

  @Override
  public Region effective(Destination to) {
    return accounts.effective(to.api(), to.region(), to.credential());
  }

  @Override
  public void answered(Destination to, Region asked, int status) {
    accounts.answered(to.api(), to.region(), to.credential(), asked, status);
  }

  @Override
  public void redirected(Destination to, Region region, boolean followed) {
    accounts.redirected(to.api(), to.region(), to.credential(), region, followed);
  }
}
