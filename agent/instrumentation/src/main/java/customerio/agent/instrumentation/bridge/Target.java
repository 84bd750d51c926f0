package customerio.agent.instrumentation.bridge;

/**
 * Where a call was going before it was led over the bridge.
 *
 * @param scheme {@code http} or {@code https}
 * @param host without brackets
 * @param port never -1
 */
public record Target(String scheme, String host, int port) {

  /**
   * @param scheme in any case
   * @param host with or without brackets
   * @param port -1 or 0 for the scheme's default
   */
  public static Target of(String scheme, String host, int port) {
    boolean secure = "https".equalsIgnoreCase(scheme);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new Target(
        secure ? "https" : "http",
        bracketed ? host.substring(1, host.length() - 1) : host,
        port > 0 ? port : secure ? 443 : 80);
  }

  public boolean isSecure() {
    return scheme.equals("https");
  }

  /** As a {@code Host} header has it. */
  public String authority() {
    String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
    return port == (isSecure() ? 443 : 80) ? name : name + ':' + port;
  }
}
