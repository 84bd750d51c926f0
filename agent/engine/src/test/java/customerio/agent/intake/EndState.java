package customerio.agent.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.agent.customerio.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Customer.io holds after some calls, as far as its documents tell: people with an id, an
 * e-mail address or both, each of which belongs to one person at a time; a name that is another's
 * is not given; an event is recognised by its id; who is unknown comes into being.
 */
final class EndState {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Person {
    String id;
    String email;
    final Map<String, String> attributes = new TreeMap<>();
    final Set<String> devices = new TreeSet<>();
    final List<String> events = new ArrayList<>();

    @Override
    public String toString() {
      return id + ' ' + email + ' ' + attributes + ' ' + devices + ' ' + events;
    }
  }

  private final List<Person> people = new ArrayList<>();
  private final Set<String> suppressed = new HashSet<>();
  private final Map<String, List<String>> visitors = new HashMap<>();

  static EndState after(List<Operation> calls) {
    EndState state = new EndState();
    calls.forEach(state::apply);
    return state;
  }

  @Override
  public String toString() {
    return people.stream().map(Person::toString).sorted().toList()
        + " suppressed "
        + new TreeSet<>(suppressed)
        + " visitors "
        + new TreeMap<>(visitors);
  }

  private void apply(Operation call) {
    JsonNode body = json(call);
    String name = address(call.target());
    switch (call.endpoint()) {
      case TRACK_IDENTIFY -> identify(name, body);
      case TRACK_EVENT -> event(name, body);
      case TRACK_ADD_DEVICE -> onPerson(name, p -> p.devices.add(body.at("/device/id").asText()));
      case TRACK_DELETE_DEVICE -> {
        String token = call.target().substring(call.target().lastIndexOf('/') + 1);
        onPerson(name, p -> p.devices.remove(token));
      }
      case TRACK_DELETE -> people.remove(find(name));
      case TRACK_SUPPRESS -> {
        people.remove(find(name));
        suppressed.add(name);
      }
      case TRACK_UNSUPPRESS -> suppressed.remove(name);
      case TRACK_MERGE -> merge(only(body.get("primary")), only(body.get("secondary")));
      case TRACK_ANONYMOUS_EVENT ->
          visitors
              .computeIfAbsent(body.get("anonymous_id").asText(), any -> new ArrayList<>())
              .add(body.get("name").asText());
      default -> throw new AssertionError(call.endpoint());
    }
  }

  private void identify(String name, JsonNode body) {
    onPerson(
        name,
        person ->
            body.properties()
                .forEach(
                    member -> {
                      String value = member.getValue().asText();
                      switch (member.getKey()) {
                        case "id" -> person.id = find(value) == null ? value : person.id;
                        case "email" -> {
                          String email = value.toLowerCase(Locale.ROOT);
                          person.email = find(email) == null ? email : person.email;
                        }
                        case "anonymous_id" -> {
                          List<String> events = visitors.remove(value);
                          person.events.addAll(events == null ? List.of() : events);
                        }
                        default -> person.attributes.put(member.getKey(), value);
                      }
                    }));
  }

  private void event(String name, JsonNode body) {
    String event = body.get("name").asText() + body.path("id").asText();
    onPerson(
        name,
        person -> {
          if (!body.has("id") || !person.events.contains(event)) {
            person.events.add(event);
          }
        });
  }

  private void merge(String primary, String secondary) {
    Person kept = find(primary);
    Person gone = find(secondary);
    if (kept != null && gone != null && kept != gone) {
      gone.attributes.forEach(kept.attributes::putIfAbsent);
      kept.devices.addAll(gone.devices);
      kept.events.addAll(gone.events);
      people.remove(gone);
    }
  }

  private void onPerson(String name, java.util.function.Consumer<Person> change) {
    if (suppressed.contains(name)) {
      return;
    }
    Person person = find(name);
    if (person == null) {
      person = new Person();
      person.id = name.contains("@") ? null : name;
      person.email = name.contains("@") ? name : null;
      people.add(person);
    }
    change.accept(person);
  }

  private Person find(String name) {
    return people.stream()
        .filter(person -> name.equals(person.id) || name.equals(person.email))
        .findFirst()
        .orElse(null);
  }

  private static String only(JsonNode identifiers) {
    return identifiers.elements().next().asText().toLowerCase(Locale.ROOT);
  }

  private static String address(String target) {
    String[] segments = target.split("/");
    return segments.length > 4 ? segments[4].replace("%40", "@").toLowerCase(Locale.ROOT) : null;
  }

  private static JsonNode json(Operation call) {
    try {
      return call.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(call.body());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
