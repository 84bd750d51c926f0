package customerio.simulator.accounts;

import customerio.simulator.Region;

/** What a credential gives access to. */
public record Account(String workspace, Region region) {}
