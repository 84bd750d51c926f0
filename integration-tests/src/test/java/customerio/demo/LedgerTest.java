package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.demo.LoggedCall.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void allDelivered_isFlawless() {
    Ledger ledger =
        Ledger.of(
            List.of(ok("id:1", 1), ok("id:2", 1), ok("id:1", 2)),
            applied("id:1 1", "id:1 2", "id:2 1"));

    assertThat(ledger).isEqualTo(new Ledger(3, 3, 0, 0, 0, 3, 0, 0, 0, 0, 0));
    assertThat(ledger.flawless()).isTrue();
  }

  @Test
  void aGap_isLost_andItIsToldWhatTheShopKnewOfIt() {
    Ledger ledger =
        Ledger.of(
            List.of(
                ok("id:1", 1),
                ok("id:1", 2),
                call("id:1", 3, Fate.FAILED),
                call("id:1", 4, Fate.UNANSWERED),
                ok("id:1", 5)),
            applied("id:1 1", "id:1 5"));

    assertThat(ledger).isEqualTo(new Ledger(5, 3, 1, 0, 0, 2, 1, 1, 1, 0, 0));
    assertThat(ledger.lost()).isEqualTo(3);
    assertThat(ledger.flawless()).isFalse();
  }

  @Test
  void aCallThatFailedInTheShopButArrived_isNotLost() {
    Ledger ledger = Ledger.of(List.of(call("id:1", 1, Fate.FAILED)), applied("id:1 1"));

    assertThat(ledger).isEqualTo(new Ledger(1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0));
    assertThat(ledger.flawless()).isTrue();
  }

  @Test
  void aCallCutOffByTheKill_mayBeDeliveredOrNot() {
    Ledger ledger =
        Ledger.of(
            List.of(call("id:1", 1, Fate.CUT_OFF), call("id:2", 1, Fate.CUT_OFF)),
            applied("id:2 1"));

    assertThat(ledger).isEqualTo(new Ledger(2, 0, 0, 2, 1, 1, 0, 0, 0, 0, 0));
    assertThat(ledger.flawless()).isTrue();
  }

  @Test
  void aCallCutOffByTheKill_mustNotBeDeliveredTwice() {
    Ledger ledger = Ledger.of(List.of(call("id:1", 1, Fate.CUT_OFF)), applied("id:1 1", "id:1 1"));

    assertThat(ledger).isEqualTo(new Ledger(1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0));
    assertThat(ledger.flawless()).isFalse();
  }

  @Test
  void everyApplicationBeyondTheFirst_isADuplicate_andNotAlsoOutOfOrder() {
    Ledger ledger =
        Ledger.of(
            List.of(ok("id:1", 1), ok("id:1", 2)), applied("id:1 1", "id:1 2", "id:1 1", "id:1 1"));

    assertThat(ledger).isEqualTo(new Ledger(2, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0));
  }

  @Test
  void whatIsOvertaken_isOutOfOrder() {
    Ledger ledger =
        Ledger.of(
            List.of(ok("id:1", 1), ok("id:1", 2), ok("id:1", 3)),
            applied("id:1 3", "id:1 1", "id:1 2"));

    assertThat(ledger).isEqualTo(new Ledger(3, 3, 0, 0, 0, 3, 0, 0, 0, 0, 2));
    assertThat(ledger.flawless()).isFalse();
  }

  @Test
  void differentPersons_mayOvertakeEachOther() {
    Ledger ledger = Ledger.of(List.of(ok("id:1", 1), ok("id:2", 9)), applied("id:2 9", "id:1 1"));

    assertThat(ledger.outOfOrder()).isZero();
  }

  @Property(tries = 200)
  void droppingAndRepeating_areCountedOneByOne(
      @ForAll @IntRange(min = 1, max = 5) int persons,
      @ForAll @IntRange(min = 1, max = 20) int each,
      @ForAll @IntRange(max = 10) int drops,
      @ForAll @IntRange(max = 10) int repeats,
      @ForAll Random random) {
    List<LoggedCall> calls = new ArrayList<>();
    List<Applied> arrivals = new ArrayList<>();
    for (int seq = 1; seq <= each; seq++) {
      for (int person = 0; person < persons; person++) {
        calls.add(ok("id:" + person, seq));
        arrivals.add(new Applied("id:" + person, seq));
      }
    }
    int dropped = Math.min(drops, arrivals.size() - 1);
    for (int i = 0; i < dropped; i++) {
      arrivals.remove(random.nextInt(arrivals.size()));
    }
    for (int i = 0; i < repeats; i++) {
      int original = random.nextInt(arrivals.size());
      int later = original + 1 + random.nextInt(arrivals.size() - original);
      arrivals.add(later, arrivals.get(original));
    }

    int all = persons * each;
    assertThat(Ledger.of(calls, arrivals))
        .isEqualTo(new Ledger(all, all, 0, 0, 0, all - dropped, dropped, 0, 0, repeats, 0));
  }

  @Property(tries = 200)
  void aShuffle_hasAsManyOutOfOrderAsAreBelowTheHighestBefore(
      @ForAll @IntRange(min = 1, max = 30) int each, @ForAll Random random) {
    List<Applied> arrivals = new ArrayList<>();
    for (int seq = 1; seq <= each; seq++) {
      arrivals.add(new Applied("id:1", seq));
    }
    Collections.shuffle(arrivals, random);
    int expected = 0;
    for (int i = 0; i < each; i++) {
      long seq = arrivals.get(i).seq();
      if (arrivals.subList(0, i).stream().anyMatch(earlier -> earlier.seq() > seq)) {
        expected++;
      }
    }

    assertThat(Ledger.of(List.of(), arrivals).outOfOrder()).isEqualTo(expected);
  }

  private static LoggedCall ok(String person, long seq) {
    return call(person, seq, Fate.OK);
  }

  private static LoggedCall call(String person, long seq, Fate fate) {
    return new LoggedCall(person, seq, fate, 0, 0, 0);
  }

  private static List<Applied> applied(String... personsAndSeqs) {
    return Arrays.stream(personsAndSeqs)
        .map(text -> text.split(" "))
        .map(parts -> new Applied(parts[0], Long.parseLong(parts[1])))
        .toList();
  }
}
