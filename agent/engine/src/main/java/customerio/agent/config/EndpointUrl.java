package customerio.agent.config;

import java.net.URI;

/**
 * Where our transport sends what was called on one of Customer.io's hosts. Without a user and
 * password: they would be shown wherever the URL is.
 */
record EndpointUrl(HostRole role, URI url) {

  static EndpointUrl parse(HostRole role, String text) {
    URI url = URI.create(text);
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException();
    }
    return new EndpointUrl(role, url);
  }
}
