package customerio.simulator.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The profiles of one workspace and the identifiers that lead to them. */
final class People {

  private final Set<Person> people = new LinkedHashSet<>();
  private final Map<PersonKey, Person> byKey = new HashMap<>();
  private long created;

  Collection<Person> all() {
    return people;
  }

  Person find(PersonKey key) {
    return byKey.get(key.normalised());
  }

  /** The person of that key; a new one if it leads nowhere. */
  Person findOrCreate(PersonKey key) {
    Person person = find(key);
    return person != null ? person : create(key);
  }

  Person create(PersonKey key) {
    Person person = new Person();
    people.add(person);
    // an eight-digit number that looks like the cio_ids of the API's documents
    assign(person, new PersonKey(PersonKey.Kind.CIO_ID, String.format("%08x", ++created)));
    assign(person, key);
    return person;
  }

  /** Gives a free identifier, or the latest spelling of the person's own e-mail. */
  void claim(Person person, PersonKey key) {
    Person owner = find(key);
    if (owner == null || owner == person) {
      assign(person, key);
    }
  }

  List<PersonKey> remove(Person person) {
    List<PersonKey> keys = new ArrayList<>(person.keys());
    keys.forEach(key -> byKey.remove(key.normalised()));
    people.remove(person);
    return keys;
  }

  private void assign(Person person, PersonKey key) {
    if (key.kind() != PersonKey.Kind.ANONYMOUS_ID) {
      String former = person.identifier(key.kind());
      if (former != null) {
        byKey.remove(new PersonKey(key.kind(), former).normalised());
      }
    }
    person.identify(key);
    byKey.put(key.normalised(), person);
  }
}
