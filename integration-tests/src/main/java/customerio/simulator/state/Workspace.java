package customerio.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What Customer.io knows in one workspace. Everything that changes is confined to the lock of
 * {@link State}; the name, region and number do not change.
 */
public final class Workspace {

  private final String name;
  private final Region region;
  private final int environmentId;

  private final People people = new People();
  private final Suppressions suppressions = new Suppressions();
  private final SeenIds eventIds = new SeenIds();
  private final SeenIds messageIds = new SeenIds();
  private final Identification identification = new Identification(this);
  private final Map<String, List<PersonEvent>> anonymousEvents = new LinkedHashMap<>();
  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();

  Workspace(String name, Region region, int environmentId) {
    this.name = name;
    this.region = region;
    this.environmentId = environmentId;
  }

  public String name() {
    return name;
  }

  public Region region() {
    return region;
  }

  public int environmentId() {
    return environmentId;
  }

  Outcome apply(Operation operation, long atMillis) {
    if (suppressions.contains(operation.person()) && !operation.effect().reachesTheSuppressed()) {
      return Outcome.ignored("suppressed");
    }
    if (operation.eventId() != null && !eventIds.add(operation.eventId())) {
      return Outcome.duplicate("event id");
    }
    if (operation.messageId() != null && !messageIds.add(operation.messageId())) {
      return Outcome.duplicate("messageId");
    }
    return operation.effect().on(this, atMillis);
  }

  public Outcome identify(PersonKey key, ObjectNode attributes, long atMillis) {
    return identification.apply(key, attributes, atMillis);
  }

  /** An identify and what it does besides to a person who is there afterwards. */
  public Outcome identify(PersonKey key, ObjectNode attributes, Effect besides, long atMillis) {
    Outcome outcome = identify(key, attributes, atMillis);
    if (people.find(key) != null) {
      besides.on(this, atMillis);
    }
    return outcome;
  }

  public Outcome delete(PersonKey key) {
    Person person = people.find(key);
    if (person == null) {
      return Outcome.ignored("nobody is called so");
    }
    people.remove(person);
    return Outcome.APPLIED;
  }

  public Outcome suppress(PersonKey key) {
    Person person = people.find(key);
    suppressions.add(key, person == null ? List.of() : people.remove(person));
    return Outcome.APPLIED;
  }

  Outcome unsuppress(PersonKey key) {
    return suppressions.remove(key) ? Outcome.APPLIED : Outcome.ignored("was not suppressed");
  }

  /** An event makes its person if there is none, except under a cio_id, which only we give. */
  public Outcome event(PersonKey key, PersonEvent event) {
    if (key != null && key.kind() == PersonKey.Kind.ANONYMOUS_ID && people.find(key) == null) {
      anonymousEvents.computeIfAbsent(key.value(), id -> new ArrayList<>()).add(event);
      return Outcome.APPLIED;
    }
    return key == null ? Outcome.APPLIED : toPerson(key, person -> person.add(event));
  }

  public Outcome putDevice(PersonKey key, String token, JsonNode device) {
    return toPerson(
        key,
        owner -> {
          // a token belongs to the person who used it last
          people.all().forEach(person -> person.removeDevice(token));
          owner.putDevice(token, device);
        });
  }

  public Outcome removeDevice(PersonKey key, String token) {
    Person person = people.find(key);
    return person != null && person.removeDevice(token)
        ? Outcome.APPLIED
        : Outcome.ignored("no such device");
  }

  public Outcome relate(PersonKey key, JsonNode relationships) {
    return toPerson(
        key,
        person ->
            relationships.forEach(
                one ->
                    person.relate(
                        Person.objectName(one.path("identifiers")), Person.attributesOf(one))));
  }

  public Outcome unrelate(PersonKey key, JsonNode relationships) {
    Person person = people.find(key);
    if (person == null) {
      return Outcome.ignored("nobody is called so");
    }
    relationships.forEach(one -> person.unrelate(Person.objectName(one.path("identifiers"))));
    return Outcome.APPLIED;
  }

  /** The secondary person is gone afterwards. Nothing happens unless both exist. */
  public Outcome merge(PersonKey primary, PersonKey secondary) {
    Person remaining = people.find(primary);
    Person leaving = people.find(secondary);
    if (remaining == null || leaving == null || remaining == leaving) {
      return Outcome.ignored("there are no two people to merge");
    }
    people.remove(leaving);
    remaining.absorb(leaving);
    return Outcome.APPLIED;
  }

  public Outcome putObject(JsonNode identifiers, ObjectNode attributes) {
    ObjectNode object =
        objects.computeIfAbsent(Person.objectName(identifiers), any -> Json.object());
    object.setAll(attributes);
    return Outcome.APPLIED;
  }

  public Outcome removeObject(JsonNode identifiers) {
    String object = Person.objectName(identifiers);
    people.all().forEach(person -> person.unrelate(object));
    return objects.remove(object) != null ? Outcome.APPLIED : Outcome.ignored("no such object");
  }

  /** Ids that lead to nobody are passed over. */
  public Outcome segment(String segment, List<PersonKey> keys, boolean member) {
    for (PersonKey key : keys) {
      Person person = people.find(key);
      if (person != null) {
        person.inSegment(segment, member);
      }
    }
    return Outcome.APPLIED;
  }

  People people() {
    return people;
  }

  Suppressions suppressions() {
    return suppressions;
  }

  /** Events that waited for somebody to be identified by that anonymous id. */
  List<PersonEvent> takeAnonymousEvents(String anonymousId) {
    List<PersonEvent> waiting = anonymousEvents.remove(anonymousId);
    return waiting == null ? List.of() : waiting;
  }

  WorkspaceView view() {
    return new WorkspaceView(
        name,
        region,
        people.all().stream().map(Person::view).toList(),
        suppressions.labels(),
        Map.copyOf(anonymousEvents),
        Map.copyOf(objects),
        eventIds.repeated(),
        messageIds.repeated());
  }

  PersonView view(PersonKey key) {
    Person person = people.find(key);
    return person == null ? null : person.view();
  }

  private Outcome toPerson(PersonKey key, Consumer<Person> change) {
    if (key.kind() == PersonKey.Kind.CIO_ID && people.find(key) == null) {
      return Outcome.ignored("no such cio_id");
    }
    change.accept(people.findOrCreate(key));
    return Outcome.APPLIED;
  }
}
