package customerio.agent.customerio;

/** Customer.io's API families; each has its own hosts, credentials, limits and batch form. */
public enum Api {
  TRACK,
  PIPELINES,
  APP
}
