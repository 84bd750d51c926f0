package customerio.agent.customerio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everybody whom a call names that Customer.io is to answer itself, so that it can keep its place
 * behind what was said about them before. Sensitive: hash the keys, never keep them.
 */
public final class NamedPeople {

  private NamedPeople() {}

  /**
   * Keys as {@link Reading.Understood} has them; empty when the call names nobody, or cannot be
   * read.
   *
   * @param target raw path, with or without query, that matches the endpoint
   * @param body inflated; empty for none
   */
  public static Set<String> in(Endpoint endpoint, String target, byte[] body, Rules rules) {
    Set<String> people = new LinkedHashSet<>();
    switch (endpoint) {
      case TRACK_BATCH -> itemsOf(body).forEach(item -> add(people, item, rules));
      case TRACK_SUBMIT_FORM -> people.addAll(respondent(body));
      default -> add(people, endpoint, target, body, rules);
    }
    people.removeIf(key -> !PersonKey.isPerson(key));
    return people;
  }

  private static List<RawObject> itemsOf(byte[] body) {
    RawObject request = RawObject.of(body);
    List<RawObject> items = request == null ? null : request.objects("batch");
    return items == null ? List.of() : items;
  }

  private static void add(Set<String> people, RawObject item, Rules rules) {
    byte[] entity = Arrays.copyOfRange(item.source(), item.start(), item.end());
    add(people, Endpoint.TRACK_ENTITY, "", entity, rules);
  }

  private static void add(
      Set<String> people, Endpoint endpoint, String target, byte[] body, Rules rules) {
    Reading reading = RequestReader.read(endpoint, target, body, rules);
    if (reading instanceof Reading.PartlyLost partly) {
      reading = partly.understood();
    }
    if (reading instanceof Reading.Understood understood) {
      people.add(understood.person());
      if (understood.otherPerson() != null) {
        people.add(understood.otherPerson());
      }
    } else if (endpoint.api() == Api.TRACK) {
      // should Customer.io take it after all, it is about these
      Mentions.of(endpoint, target, body, rules)
          .all()
          .forEach(mention -> people.addAll(mention.names()));
    }
  }

  /** A form's fields become attributes of who submits it, as with an identify. */
  private static List<String> respondent(byte[] body) {
    RawObject form = RawObject.of(body);
    List<String> names = new ArrayList<>();
    TrackMention.addNames(form == null ? null : form.object("data"), names);
    return names;
  }
}
