package customerio.tests.history;

import static java.util.stream.Collectors.toMap;

import customerio.agent.VirtualEngine.Buried;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.PersonEvent;
import customerio.simulator.state.PersonView;
import customerio.simulator.state.Result;
import customerio.simulator.state.State;
import customerio.simulator.state.WorkspaceView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is different from how it would be without the agent; each line is a broken promise. */
final class Comparison {
  private static final String WORKSPACE = "shop";

  /** The number of the call in the name of an event. */
  private static final Pattern NUMBERED = Pattern.compile("[a-z](\\d+)");

  /** Seconds since the epoch, as the agent stamps them; what the application says is lower. */
  private static final long STAMPED = 1_000_000_000;

  private final Play play;
  private final WorkspaceView real;
  private final WorkspaceView ideal;
  private final List<String> differences = new ArrayList<>();

  private Comparison(Play play) {
    this.play = play;
    this.real = play.real().state().workspace(WORKSPACE);
    this.ideal = play.ideal().backend().state().workspace(WORKSPACE);
  }

  static List<String> differences(Play play) {
    Comparison comparison = new Comparison(play);
    comparison.nothingWaits();
    comparison.sameState();
    comparison.sameOrder();
    comparison.sameDates();
    comparison.deadLettersAreWhatIsRefused();
    return comparison.differences;
  }

  private void nothingWaits() {
    expect("still waiting", 0L, play.pending());
    expect("faults", List.of(), play.faults());
  }

  private void sameState() {
    expect("people", people(ideal), people(real));
    expect("suppressed", ideal.suppressed(), real.suppressed());
    expect("visitors' events", visitors(ideal), visitors(real));
    expect("objects", ideal.objects(), real.objects());
  }

  /** Per person, by the first arrival of each call: a repetition after a lost reply is allowed. */
  private void sameOrder() {
    expect(
        "order of arrival",
        firstArrivals(play.ideal().backend().state()),
        firstArrivals(play.real().state()));
  }

  /** An event is dated when it was said, or when it arrived if it went out at once. */
  private void sameDates() {
    Map<String, Long> due = dates(ideal);
    dates(real)
        .forEach(
            (event, at) -> {
              long late = at - due.getOrDefault(event, at);
              if (late < 0 || late > play.mostLateMillis()) {
                differences.add(event + " is dated " + late + " ms after it was said");
              }
            });
  }

  private void deadLettersAreWhatIsRefused() {
    // written before its operation is settled, so a process killed in between writes it twice
    Collection<Buried> dead =
        play.dead().stream()
            .collect(toMap(Buried::id, letter -> letter, (first, again) -> first))
            .values();
    expect(
        "dead letters",
        play.expectedDead().stream().sorted().toList(),
        dead.stream().map(Comparison::call).sorted().toList());
    dead.stream()
        .filter(letter -> !letter.reason().startsWith("rejected: "))
        .forEach(letter -> differences.add("a dead letter says " + letter.reason()));
  }

  private void expect(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      differences.add(what + "\n  without the agent: " + expected + "\n  with it: " + actual);
    }
  }

  private Map<String, List<Integer>> firstArrivals(State state) {
    Map<String, List<Integer>> numbers = new TreeMap<>();
    state.arrivals().all().stream()
        .filter(arrival -> arrival.result() != Result.REFUSED)
        .map(Comparison::number)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(n -> numbers.computeIfAbsent(about(n), any -> new ArrayList<>()).add(n));
    return numbers;
  }

  private String about(int number) {
    return play.said().get(number).call().about();
  }

  /** Null where the call carries no number. */
  private static Integer number(Arrival arrival) {
    Matcher name = NUMBERED.matcher(String.valueOf(arrival.name()));
    if (name.matches()) {
      return Integer.valueOf(name.group(1));
    }
    boolean numbered = arrival.data() != null && arrival.data().path("n").isInt();
    return numbered ? Integer.valueOf(arrival.data().get("n").intValue()) : null;
  }

  private List<String> people(WorkspaceView workspace) {
    return workspace.people().stream().map(this::person).sorted().toList();
  }

  /** But for the number that Customer.io gives, and the times of attributes. */
  private String person(PersonView person) {
    Map<String, String> devices = new TreeMap<>();
    person.devices().forEach((token, device) -> devices.put(token, unstamped(device)));
    return Stream.of(
            person.id(),
            person.email(),
            person.anonymousIds(),
            new TreeMap<>(person.attributes()),
            devices,
            new TreeMap<>(person.relationships()),
            person.segments(),
            person.events().stream().map(this::event).toList())
        .map(String::valueOf)
        .reduce("", (left, right) -> left + ' ' + right);
  }

  private Map<String, List<String>> visitors(WorkspaceView workspace) {
    Map<String, List<String>> visitors = new TreeMap<>();
    workspace
        .anonymousEvents()
        .forEach((id, events) -> visitors.put(id, events.stream().map(this::event).toList()));
    return visitors;
  }

  /** An id that the application did not give was added by us, and is nothing to compare. */
  private String event(PersonEvent event) {
    boolean own = event.eventId() != null && event.eventId().equals(Human.ulid(numberOf(event)));
    return event.kind() + ' ' + event.name() + (own ? " with its id" : "");
  }

  private static int numberOf(PersonEvent event) {
    Matcher name = NUMBERED.matcher(event.name());
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }

  private static String unstamped(com.fasterxml.jackson.databind.JsonNode device) {
    com.fasterxml.jackson.databind.node.ObjectNode copy = device.deepCopy();
    if (copy.path("last_used").asLong() > STAMPED) {
      copy.remove("last_used");
    }
    return copy.toString();
  }

  private static Map<String, Long> dates(WorkspaceView workspace) {
    Map<String, Long> dates = new TreeMap<>();
    Stream.concat(
            workspace.people().stream().flatMap(person -> person.events().stream()),
            workspace.anonymousEvents().values().stream().flatMap(List::stream))
        .forEach(event -> dates.putIfAbsent(event.name(), event.atMillis()));
    return dates;
  }

  private static String call(Buried letter) {
    return letter.method() + ' ' + letter.target() + ' ' + letter.body();
  }
}
