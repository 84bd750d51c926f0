package customerio.agent.routing;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Collects what the lines {@code workspace.NAME.…} say. */
final class WorkspaceReader {
  private final String name;
  private final Map<Api, String> authorizations = new EnumMap<>(Api.class);
  private Region region;
  private boolean wrong;

  WorkspaceReader(String name) {
    this.name = name;
  }

  /**
   * @return what is wrong with the value, or null
   */
  String set(String what, String value) {
    String problem =
        switch (what) {
          case "region" -> region(value.toLowerCase(Locale.ROOT));
          case "app" -> authorization(Api.APP, "Bearer", value);
          default -> authorization(Api.valueOf(what.toUpperCase(Locale.ROOT)), "Basic", value);
        };
    wrong |= problem != null;
    return problem;
  }

  /** What is missing, unless something was wrong already; null = nothing. */
  String incomplete() {
    if (wrong) {
      return null;
    }
    if (region == null) {
      return "workspace." + name + ".region is missing; expected us or eu";
    }
    return authorizations.isEmpty()
        ? "workspace." + name + " has no credential; add its .track, .pipelines or .app"
        : null;
  }

  Workspace workspace() {
    return new Workspace(name, region, Map.copyOf(authorizations));
  }

  private String region(String value) {
    switch (value) {
      case "us" -> region = Region.US;
      case "eu" -> region = Region.EU;
      default -> {
        return "is neither us nor eu";
      }
    }
    return null;
  }

  private String authorization(Api api, String scheme, String value) {
    boolean complete =
        value.regionMatches(true, 0, scheme + ' ', 0, scheme.length() + 1)
            && value.substring(scheme.length()).strip().matches("[\\x21-\\x7e]+");
    if (!complete) {
      return "is no Authorization value; expected " + scheme + " and the encoded credential";
    }
    authorizations.put(api, value);
    return null;
  }
}
