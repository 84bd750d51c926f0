package customerio.simulator.accounts;

import customerio.simulator.Family;

/**
 * What a caller shows: {@code site:key} for Track, a write key and nothing for Pipelines, a token
 * and nothing for the App API.
 */
public record Credential(Family family, String user, String secret) {

  public static Credential track(String siteId, String apiKey) {
    return new Credential(Family.TRACK, siteId, apiKey);
  }

  public static Credential pipelines(String writeKey) {
    return new Credential(Family.PIPELINES, writeKey, "");
  }

  public static Credential app(String token) {
    return new Credential(Family.APP, token, "");
  }

  @Override
  public String toString() {
    return "Credential[" + family + "]";
  }
}
