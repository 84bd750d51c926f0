package customerio.agent.intake;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;

/**
 * What a host stands for.
 *
 * @param pathPrefix what a gateway puts before Customer.io's own path; "" for none
 */
record Place(Api api, Region region, String pathPrefix) {

  /** Customer.io's own part of a path, or null when the path is not below the prefix. */
  String ownPath(String rawPath) {
    String path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
    if (pathPrefix.isEmpty()) {
      return path;
    }
    if (!path.startsWith(pathPrefix)) {
      return null;
    }
    String own = path.substring(pathPrefix.length());
    return own.isEmpty() ? "/" : own.charAt(0) == '/' ? own : null;
  }
}
