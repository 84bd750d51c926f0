package customerio.agent.intake;

/** Why a call to Customer.io was left to the application's own client. */
public enum PassReason {
  OBSERVED("mode is observe"),
  NO_CREDENTIAL("the call carries no credential"),
  METHOD_OVERRIDDEN("it asks for another method by X-HTTP-Method-Override"),
  QUEUE_FULL("the queue is full"),
  QUEUE_FAILING("the queue cannot write"),
  NOTHING_SENT("Customer.io could not be reached over our transport"),
  CREDENTIAL_REFUSED("Customer.io refuses its credential"),
  CREDENTIAL_UNDECIDED("nobody could say whether its credential is accepted again"),
  OWN_WAY("its client reaches Customer.io in a way of its own"),
  FAULT("a fault of the agent");

  private final String words;

  PassReason(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
