package customerio.agent.config;

/** Where calls are sent; never from the EU to the US. */
public enum RegionChoice {
  /** To the region that the application calls. */
  AS_CALLED,
  /** To the region that the account lives in, once Customer.io has told. */
  AUTO,
  US,
  EU
}
