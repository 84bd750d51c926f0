package customerio.simulator.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which endpoint a method and a raw path lead to. */
public final class Routes {

  /** Whether an endpoint asks for a credential. */
  public enum Access {
    OPEN,
    WITH_CREDENTIAL,
    /** With one that may belong to an account in the other region. */
    FROM_ANYWHERE
  }

  /** What a look-up finds. */
  public sealed interface Match {

    record Found(Endpoint endpoint, Access access, List<String> parameters) implements Match {}

    /**
     * @param allowed methods, for the header {@code Allow}
     */
    record WrongMethod(String allowed) implements Match {}

    record BadEncoding() implements Match {}

    record Unknown() implements Match {}
  }

  private record Route(String method, List<String> template, Access access, Endpoint endpoint) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * @param template such as {@code /api/v1/customers/{}/events}; {@code {}} is one segment
   */
  public Routes add(String method, String template, Endpoint endpoint) {
    return add(method, template, Access.WITH_CREDENTIAL, endpoint);
  }

  public Routes add(String method, String template, Access access, Endpoint endpoint) {
    routes.add(new Route(method, PathSegments.split(template), access, endpoint));
    return this;
  }

  public Match find(String method, String path) {
    List<String> segments = PathSegments.split(path);
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      if (!fits(route.template(), segments)) {
        continue;
      }
      if (route.method().equals(method)) {
        return found(route, segments);
      }
      allowed.add(route.method());
    }
    return allowed.isEmpty()
        ? new Match.Unknown()
        : new Match.WrongMethod(String.join(", ", allowed));
  }

  private static boolean fits(List<String> template, List<String> segments) {
    if (template.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < template.size(); i++) {
      boolean open = template.get(i).equals("{}");
      if (open ? segments.get(i).isEmpty() : !template.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Match found(Route route, List<String> segments) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      if (route.template().get(i).equals("{}")) {
        String decoded = PathSegments.decode(segments.get(i));
        if (decoded == null) {
          return new Match.BadEncoding();
        }
        parameters.add(decoded);
      }
    }
    return new Match.Found(route.endpoint(), route.access(), parameters);
  }
}
