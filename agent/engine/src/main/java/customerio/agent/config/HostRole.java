package customerio.agent.config;

import java.util.Locale;

/** The six hosts of Customer.io: which API in which region. Config depends on no other room. */
public enum HostRole {
  TRACK_US("track.customer.io"),
  TRACK_EU("track-eu.customer.io"),
  PIPELINES_US("cdp.customer.io"),
  PIPELINES_EU("cdp-eu.customer.io"),
  APP_US("api.customer.io"),
  APP_EU("api-eu.customer.io");

  private final String host;

  HostRole(String host) {
    this.host = host;
  }

  public String host() {
    return host;
  }

  String defaultUrl() {
    return "https://" + host;
  }

  /** {@code track-us}, as users write it. */
  static HostRole parse(String text) {
    return valueOf(text.trim().toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
