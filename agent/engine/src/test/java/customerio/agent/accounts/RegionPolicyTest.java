package customerio.agent.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.accounts.RegionPolicy.Choice;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegionPolicyTest {

  /** choice, where the account lives, where a call to the US goes. */
  @ParameterizedTest
  @CsvSource({
    "AS_CALLED,,US", "AS_CALLED,US,US", "AS_CALLED,EU,US",
    "AUTO,,US", "AUTO,US,US", "AUTO,EU,EU",
    "US,,US", "US,US,US", "US,EU,US",
    "EU,,EU", "EU,US,EU", "EU,EU,EU"
  })
  void calledInTheUs_goesWhereTheSettingSays(Choice choice, Region account, Region goes) {
    RegionPolicy policy = new RegionPolicy(choice, Set.of());

    assertThat(policy.effective(Api.TRACK, Region.US, account)).isEqualTo(goes);
  }

  @ParameterizedTest
  @EnumSource(Choice.class)
  void calledInTheEu_staysThereWhateverIsSetOrLearned(Choice choice) {
    for (Api api : Api.values()) {
      for (Region account : new Region[] {null, Region.US, Region.EU}) {
        assertThat(new RegionPolicy(choice, Set.of()).effective(api, Region.EU, account))
            .isEqualTo(Region.EU);
      }
    }
  }

  @Test
  void gatewayOfOneRegion_isNotGotAround() {
    RegionPolicy policy = new RegionPolicy(Choice.EU, Set.of(Api.TRACK));

    assertThat(policy.effective(Api.TRACK, Region.US, Region.EU)).isEqualTo(Region.US);
    assertThat(policy.effective(Api.APP, Region.US, Region.EU)).isEqualTo(Region.EU);
  }
}
