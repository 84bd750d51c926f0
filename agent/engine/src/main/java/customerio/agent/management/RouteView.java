package customerio.agent.management;

/** A workspace as JConsole shows it; for the missing annotation see {@link DestinationView}. */
public final class RouteView {
  private final String workspace;
  private final String region;
  private final long calls;

  RouteView(String workspace, String region, long calls) {
    this.workspace = workspace;
    this.region = region;
    this.calls = calls;
  }

  /** As {@code routing.file} names it. */
  public String getWorkspace() {
    return workspace;
  }

  /** {@code us} or {@code eu}. */
  public String getRegion() {
    return region;
  }

  /** Calls that went there because of the person they are about, since start. */
  public long getCalls() {
    return calls;
  }
}
