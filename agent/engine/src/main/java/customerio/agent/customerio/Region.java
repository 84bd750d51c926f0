package customerio.agent.customerio;

/** Customer.io's data centres. Data of an EU account never goes to a US host by our doing. */
public enum Region {
  US,
  EU
}
