package customerio.agent.delivery;

import java.net.URI;

/** Base URLs may have a path, as gateways do. */
final class BasePath {

  private BasePath() {}

  static String join(URI base, String target) {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + target;
  }
}
