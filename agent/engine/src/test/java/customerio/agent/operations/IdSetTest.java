package customerio.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Ulid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IdSetTest {

  /** Few digits in few places, so that ids collide in every part. */
  @Provide
  Arbitrary<List<String>> ids() {
    return Arbitraries.strings()
        .withChars("01Z")
        .ofLength(4)
        .map(
            text ->
                "01"
                    + text.charAt(0)
                    + "5V000000000000"
                    + text.charAt(1)
                    + "000000"
                    + text.substring(2))
        .list()
        .ofMaxSize(3000);
  }

  @Property(tries = 100)
  void knowsWhatWasAdded(@ForAll("ids") List<String> added, @ForAll("ids") List<String> asked) {
    IdSet ids = new IdSet();
    Set<String> model = new HashSet<>();
    for (String id : added) {
      assertThat(Ulid.isUlid(id)).isTrue();
      assertThat(ids.add(id)).isEqualTo(model.add(id));
    }
    for (String id : asked) {
      assertThat(ids.contains(id)).isEqualTo(model.contains(id));
    }
  }

  @Property(tries = 20)
  void grows(@ForAll("many") List<String> many) {
    IdSet ids = new IdSet();
    many.forEach(ids::add);
    assertThat(many).noneMatch(ids::add);
    assertThat(many).allMatch(ids::contains);
  }

  @Provide
  Arbitrary<List<String>> many() {
    return Arbitraries.strings()
        .withChars("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        .ofLength(20)
        .map(text -> "01JD5V" + text)
        .list()
        .ofSize(2000);
  }
}
