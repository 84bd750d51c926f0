package customerio.agent.customerio;

/** Reads the answer of {@code GET /api/v1/accounts/region}. */
public final class AccountRegion {

  private AccountRegion() {}

  /** Null when the body is not what the API's document describes. */
  public static Region read(byte[] body) {
    RawObject answer = RawObject.of(body);
    String region = answer == null ? null : answer.scalar("region");
    if (region == null) {
      return null;
    }
    return switch (region) {
      case "us" -> Region.US;
      case "eu" -> Region.EU;
      default -> null;
    };
  }
}
