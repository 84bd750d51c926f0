package customerio.agent.routing;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Mention;
import customerio.agent.customerio.Mentions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Sends each call to the workspace of the person it is about. Thread-safe. */
public final class Router implements AutoCloseable {
  private static final String PEOPLE = "people";

  private final Plan plan;
  private final Placement placement;
  private final Assignments assignments;
  private final Incidents incidents;
  private final Map<Api, Map<Long, Workspace>> owners = new EnumMap<>(Api.class);
  private final Map<String, LongAdder> calls = new TreeMap<>();

  private Router(Plan plan, Assignments assignments, Incidents incidents, CredentialVault vault) {
    this.plan = plan;
    this.placement = new Placement(plan);
    this.assignments = assignments;
    this.incidents = incidents;
    for (Workspace workspace : plan.workspaces()) {
      calls.put(workspace.name(), new LongAdder());
      workspace
          .authorizations()
          .forEach(
              (api, authorization) ->
                  owners
                      .computeIfAbsent(api, any -> new HashMap<>())
                      .put(vault.learn(authorization), workspace));
    }
  }

  /**
   * @param file what {@code routing.file} names; null = none
   * @param directory of the queue, shared by the application's JVMs
   * @param sync whether an assignment has to survive the death of the machine
   * @param maxNames of people that are kept in memory, 10 to 15 bytes each
   * @param log told one line for each thing that is wrong
   * @return null when nothing is routed
   */
  public static Router open(
      Path file,
      Path directory,
      CredentialVault vault,
      boolean sync,
      long maxNames,
      Consumer<String> log) {
    Plan plan = file == null ? null : RoutingFile.read(file, vault::learn, log);
    if (plan == null) {
      return null;
    }
    Incidents incidents = new Incidents(log);
    Assignments assignments =
        Assignments.open(
            directory.resolve(PEOPLE),
            sync,
            plan.workspaces(),
            vault::hash,
            maxNames,
            incidents::note,
            log);
    return new Router(plan, assignments, incidents, vault);
  }

  /**
   * Whether calls with this credential follow their person; all others are none of our business.
   */
  public boolean serves(Api api, long credential) {
    return owners.getOrDefault(api, Map.of()).containsKey(credential);
  }

  /**
   * Where each person of the call belongs. An identify that tells enough assigns its person, which
   * is on disk when this returns.
   *
   * @param credential one that is {@link #serves served}
   * @param divisible whether a batch can be sent in parts; if not, all its people have one route
   * @return one for each mention; null in it for who goes where it was called
   */
  public List<Route> routes(Api api, long credential, Mentions mentions, boolean divisible) {
    Workspace called = owners.get(api).get(credential);
    List<Workspace> decided = decided(called, mentions, divisible);
    new LinkedHashSet<>(decided).forEach(workspace -> count(api, workspace));
    return decided.stream().map(workspace -> route(api, workspace)).toList();
  }

  public List<RouteState> states() {
    return plan.workspaces().stream()
        .map(
            workspace ->
                new RouteState(
                    workspace.name(),
                    workspace.region().name().toLowerCase(Locale.ROOT),
                    calls.get(workspace.name()).sum()))
        .toList();
  }

  public Map<Incident, Long> incidents() {
    return incidents.counts();
  }

  /** Names that are assigned; one human can have several. */
  public long names() {
    return assignments.names();
  }

  /** Releases the file; what is assigned afterwards lasts until the restart. */
  @Override
  public void close() {
    assignments.close();
  }

  private List<Workspace> decided(Workspace called, Mentions mentions, boolean divisible) {
    List<Mention> all = mentions.all();
    if (!mentions.carriesKey() && (divisible || all.size() == 1)) {
      return decided(all, assignments, incidents::note);
    }
    Workspace common = common(called, all);
    if (mentions.carriesKey()) {
      if (common != null && !common.equals(called)) {
        incidents.note(Incident.KEY_IN_BODY);
      }
      common = null;
    }
    return Collections.nCopies(all.size(), common);
  }

  /**
   * A batch goes to one place: where all of it belongs, if there is such a place. It is looked
   * through before anybody is assigned, as the last item may be the one that does not fit.
   */
  private Workspace common(Workspace called, List<Mention> mentions) {
    List<Workspace> decided = decided(mentions, new Tentative(assignments), incidents::note);
    if (decided.stream().allMatch(Objects::isNull)) {
      return null;
    }
    if (agree(decided, called)) {
      decided = decided(mentions, assignments, incident -> {});
    }
    if (!agree(decided, called)) {
      incidents.note(Incident.MIXED_BATCH);
      return null;
    }
    return decided.get(0) == null ? called : decided.get(0);
  }

  private List<Workspace> decided(
      List<Mention> mentions, Whereabouts where, Consumer<Incident> noted) {
    List<Workspace> decided = new ArrayList<>();
    mentions.forEach(mention -> decided.add(placement.of(mention, where, noted)));
    return decided;
  }

  /**
   * @param called where those belong of whom nothing is known
   */
  private static boolean agree(List<Workspace> decided, Workspace called) {
    return decided.stream()
            .map(workspace -> workspace == null ? called : workspace)
            .distinct()
            .count()
        == 1;
  }

  private void count(Api api, Workspace workspace) {
    if (workspace == null) {
      return;
    }
    if (workspace.authorizations().containsKey(api)) {
      calls.get(workspace.name()).increment();
    } else {
      incidents.note(
          workspace.equals(Workspace.GONE) ? Incident.UNKNOWN_WORKSPACE : Incident.NO_CREDENTIAL);
    }
  }

  private static Route route(Api api, Workspace workspace) {
    String authorization = workspace == null ? null : workspace.authorizations().get(api);
    return authorization == null ? null : new Route(workspace.region(), authorization);
  }
}
