package customerio.agent.customerio;

import customerio.agent.customerio.Reading.Understood;
import java.util.Set;

/** A device, which v1 and v2 describe alike but for the name of its token. */
final class DeviceReader {
  private static final Set<String> PLATFORMS = Set.of("ios", "android");

  private DeviceReader() {}

  /**
   * A device belongs to the person who named it last. So what is said about it keeps one order,
   * whoever the people are: somebody logs out, and somebody else logs in on the same telephone.
   */
  static Understood of(String person, String token) {
    return new Understood(person, key(token), null, false);
  }

  static String key(String token) {
    return "device:" + token;
  }

  /**
   * @param device null when there is none
   * @param token the member that holds it
   * @param platform whether one has to be named
   * @return what is missing, in the words of {@link Reading.NotUnderstood}; null if nothing is
   */
  static String missing(RawObject device, String token, boolean platform) {
    String value = device == null ? null : device.scalar(token);
    if (value == null || value.isBlank()) {
      return "device-missing";
    }
    if (!platform) {
      return null;
    }
    String name = device.string("platform");
    if (name == null) {
      return "platform-missing";
    }
    return PLATFORMS.contains(name) ? null : "platform-unknown";
  }
}
