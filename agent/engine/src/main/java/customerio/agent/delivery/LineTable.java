package customerio.agent.delivery;

/**
 * Numbers about people, 29 bytes a place: as many people may wait as operations fit into the queue,
 * and with objects in a {@code HashMap} each would take five times as much. Open addressing, linear
 * probing; what is removed leaves no gap. Places are valid until the next change. Not thread-safe.
 */
final class LineTable {
  static final byte NOBODY = 0;

  /** Stands in a line of its own. */
  static final byte ALONE = 1;

  /** Others have joined this one's line, or are going to; the {@link #link} is the last of them. */
  static final byte HEAD = 2;

  /** Stands in the line of another, who is the {@link #link}, or in whose line that one stands. */
  static final byte FOLLOWER = 3;

  private static final int SMALLEST = 16;

  private long[] people;
  private long[] links;
  private int[] waiting;
  private long[] arrived;
  private byte[] roles;
  private int size;

  LineTable() {
    allocate(SMALLEST);
  }

  int size() {
    return size;
  }

  /** Behind the last place. */
  int places() {
    return people.length;
  }

  /** Where the person is, or -1. */
  int find(long person) {
    int place = search(person);
    return roles[place] == NOBODY ? -1 : place;
  }

  /** Where the person is, who is {@link #ALONE} when new. */
  int findOrAdd(long person) {
    int place = search(person);
    if (roles[place] != NOBODY) {
      return place;
    }
    if (size + 1 > people.length - people.length / 4) {
      resize(people.length * 2);
      place = search(person);
    }
    size++;
    people[place] = person;
    roles[place] = ALONE;
    waiting[place] = 0;
    arrived[place] = 0;
    return place;
  }

  void remove(int place) {
    size--;
    roles[place] = NOBODY;
    int gap = place;
    for (int i = next(place); roles[i] != NOBODY; i = next(i)) {
      int home = home(people[i]);
      // moves back what is not between its home and here
      if (gap <= i ? home <= gap || home > i : home <= gap && home > i) {
        people[gap] = people[i];
        links[gap] = links[i];
        waiting[gap] = waiting[i];
        arrived[gap] = arrived[i];
        roles[gap] = roles[i];
        roles[i] = NOBODY;
        gap = i;
      }
    }
    if (people.length > SMALLEST && size < people.length / 8) {
      resize(people.length / 2);
    }
  }

  long person(int place) {
    return people[place];
  }

  byte role(int place) {
    return roles[place];
  }

  long link(int place) {
    return links[place];
  }

  void link(int place, byte role, long link) {
    roles[place] = role;
    links[place] = link;
  }

  int waiting(int place) {
    return waiting[place];
  }

  void waiting(int place, int operations) {
    waiting[place] = operations;
  }

  /** When the latest undated word of the line may have arrived, in wall-clock ms; 0 = never. */
  long arrived(int place) {
    return arrived[place];
  }

  void arrived(int place, long millis) {
    arrived[place] = Math.max(arrived[place], millis);
  }

  private int search(long person) {
    int place = home(person);
    while (roles[place] != NOBODY && people[place] != person) {
      place = next(place);
    }
    return place;
  }

  /** Fibonacci hashing: numbers of tests are small and all alike in their upper bits. */
  private int home(long person) {
    return (int) (person * 0x9E3779B97F4A7C15L >>> 32) & people.length - 1;
  }

  private int next(int place) {
    return place + 1 & people.length - 1;
  }

  private void resize(int places) {
    long[] oldPeople = people;
    long[] oldLinks = links;
    int[] oldWaiting = waiting;
    long[] oldArrived = arrived;
    byte[] oldRoles = roles;
    allocate(places);
    for (int i = 0; i < oldPeople.length; i++) {
      if (oldRoles[i] != NOBODY) {
        int place = search(oldPeople[i]);
        people[place] = oldPeople[i];
        links[place] = oldLinks[i];
        waiting[place] = oldWaiting[i];
        arrived[place] = oldArrived[i];
        roles[place] = oldRoles[i];
      }
    }
  }

  private void allocate(int places) {
    people = new long[places];
    links = new long[places];
    waiting = new int[places];
    arrived = new long[places];
    roles = new byte[places];
  }
}
