package customerio.agent.capture;

/**
 * Where the way of an application's client to its servers leaves the agent's.
 *
 * <p>A queued call is delivered by the agent's transport, maybe after a restart, when there is no
 * client to ask. That one goes the JVM's way: {@code ProxySelector.getDefault()}, {@code
 * Authenticator.getDefault()}, {@code SSLContext.getDefault()}, the JVM's name service. What an
 * application's client has beyond that could keep a delivery from arriving, or let it arrive
 * without the safety the application asked for. So a difference that we cannot rule out counts as
 * one: it costs a call no more than our benefit.
 */
public enum OwnWay {
  PROXY(
      "its proxy is not the one of the JVM",
      "say the same with -Dhttps.proxyHost/-Dhttps.proxyPort"),
  PROXY_CREDENTIALS(
      "it has credentials of its own for the proxy", "say the same with Authenticator.setDefault"),
  TLS(
      "it trusts other certificates than the JVM, or shows one of its own",
      "say the same with -Djavax.net.ssl.trustStore/keyStore or SSLContext.setDefault"),
  TLS_PARAMETERS("it asks for other TLS versions or ciphers", null),
  HOSTNAME_VERIFIER("it verifies host names in its own way", null),
  CERTIFICATE_PINS("it pins certificates", null),
  DNS("it resolves names in its own way", null),
  SOCKETS("it has sockets of its own", null),
  UNKNOWN("its settings cannot be read", null);

  private final String words;
  private final String remedy;

  OwnWay(String words, String remedy) {
    this.words = words;
    this.remedy = remedy;
  }

  /** Behind the client's name and "because". */
  public String words() {
    return words;
  }

  /** How the JVM, and with it the agent, comes to go the same way; null when it cannot. */
  public String remedy() {
    return remedy;
  }
}
