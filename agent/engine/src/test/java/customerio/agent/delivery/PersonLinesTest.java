package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.PersonLines.Standing;
import customerio.agent.queue.Routing;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Even numbers are people. */
class PersonLinesTest {
  private static final long ID = 10;
  private static final long EMAIL = 4;
  private static final long VISITOR = 8;
  private static final long SEGMENT = 7;

  private final PersonLines lines = new PersonLines(Awaited.NOBODY);

  @Test
  void strangers_standInLinesOfTheirOwn() {
    assertThat(enter(ID, 0)).isEqualTo(new Standing(ID, ID));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(EMAIL, EMAIL));
  }

  @Test
  void freshName_joinsForNothing() {
    assertThat(enter(ID, EMAIL)).isEqualTo(new Standing(ID, ID));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(ID, ID));
  }

  @Test
  void whoHasNothingWaiting_joinsTheOtherWhateverIsAddressed() {
    enter(EMAIL, 0);
    assertThat(enter(ID, EMAIL)).isEqualTo(new Standing(EMAIL, EMAIL));
    assertThat(enter(ID, 0)).isEqualTo(new Standing(EMAIL, EMAIL));
  }

  @Test
  void twoBusyLines_areJoinedByAPair() {
    enter(EMAIL, 0);
    enter(ID, 0);

    assertThat(enter(ID, EMAIL)).isEqualTo(new Standing(ID, EMAIL));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(ID, ID));
    assertThat(enter(ID, EMAIL)).isEqualTo(new Standing(ID, ID));
  }

  @Test
  void lineThatHasEmptied_isFreeAgain() {
    Standing event = enter(EMAIL, 0);
    enter(ID, 0);
    lines.leave(event);

    assertThat(enter(ID, EMAIL)).isEqualTo(new Standing(ID, ID));
  }

  @Test
  void joinedLine_bringsAllItsNames() {
    enter(ID, EMAIL);
    enter(VISITOR, 0);

    assertThat(enter(VISITOR, EMAIL)).isEqualTo(new Standing(VISITOR, ID));
    assertThat(enter(ID, 0)).isEqualTo(new Standing(VISITOR, VISITOR));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(VISITOR, VISITOR));
  }

  @Test
  void inFrontOfWhatWaits_busyLinesStayTwo() {
    enter(EMAIL, 0);
    enter(ID, 0);

    assertThat(lines.enter(new Routing(1, ID, EMAIL), false)).isEqualTo(new Standing(ID, EMAIL));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(EMAIL, EMAIL));
  }

  /** A segment has many members, who have nothing to do with each other. */
  @Test
  void thing_joinsNobody() {
    assertThat(enter(ID, SEGMENT)).isEqualTo(new Standing(ID, SEGMENT));
    assertThat(enter(EMAIL, SEGMENT)).isEqualTo(new Standing(EMAIL, SEGMENT));
    assertThat(enter(ID, EMAIL)).isEqualTo(new Standing(ID, EMAIL));
  }

  @Test
  void operationIsKept_underItsOwnNameAndThatOfItsLine() {
    enter(ID, EMAIL);

    assertThat(named(ID, 0)).isEqualTo(new Routing(1, ID, EMAIL));
    assertThat(named(EMAIL, 0)).isEqualTo(new Routing(1, EMAIL, ID));
    assertThat(named(EMAIL, ID)).isEqualTo(new Routing(1, EMAIL, ID));
    assertThat(named(ID, VISITOR)).isEqualTo(new Routing(1, ID, VISITOR));
    assertThat(named(ID, SEGMENT)).isEqualTo(new Routing(1, ID, SEGMENT));
    assertThat(named(SEGMENT, 0)).isEqualTo(new Routing(1, SEGMENT, 0));
    enter(VISITOR, ID);
    assertThat(named(VISITOR, EMAIL)).isEqualTo(new Routing(1, VISITOR, EMAIL));
  }

  @Test
  void peopleWithoutJoins_areForgottenWhenNothingWaits() {
    for (long person = 0; person < 2_000; person += 2) {
      lines.leave(enter(person, 0));
    }

    assertThat(lines.size()).isZero();
  }

  @Test
  void joins_areKeptWhileTheyAreFew_andWhileAnythingWaits() {
    Standing waits = enter(ID, EMAIL);
    lines.leave(enter(100, 102));
    assertThat(enter(102, 0)).isEqualTo(new Standing(100, 100));
    lines.leave(new Standing(100, 100));
    joinMany(PersonLines.REMEMBERED);

    assertThat(enter(102, 0)).isEqualTo(new Standing(102, 102));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(ID, ID));
    lines.leave(waits);
    lines.leave(new Standing(ID, ID));
    joinMany(PersonLines.REMEMBERED);
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(EMAIL, EMAIL));
  }

  @Test
  void joins_areKeptWhileAnythingIsOnTheShelf() {
    PersonLines awaiting = awaiting(line -> line == ID);
    awaiting.join(new Routing(1, ID, EMAIL));
    for (long person = 1_000; person <= 1_000 + 4L * PersonLines.REMEMBERED; person += 4) {
      awaiting.join(new Routing(1, person, person + 2));
    }

    assertThat(awaiting.line(EMAIL)).isEqualTo(ID);
    assertThat(awaiting.line(1_002)).isEqualTo(1_002);
  }

  @Test
  void memory_isBoundedByWhatWaits() {
    joinMany(10 * PersonLines.REMEMBERED);

    assertThat(lines.size()).isLessThanOrEqualTo(2 * PersonLines.REMEMBERED + 2);
  }

  @Test
  void whatNeverWaits_isForgottenAsWell() {
    for (int i = 0; i < 10 * PersonLines.REMEMBERED; i++) {
      lines.join(new Routing(1, 1000 + 4L * i, 1002 + 4L * i));
    }

    assertThat(lines.size()).isLessThanOrEqualTo(2 * PersonLines.REMEMBERED + 2);
  }

  /** The operation that names both is on the shelf; what waits in the lanes was said before. */
  @Test
  void foreseen_busyLinesStayTwo_andAreKeptUnderBothNames() {
    enter(ID, 0);
    enter(EMAIL, 0);
    lines.foresee(new Routing(1, ID, EMAIL));

    assertThat(enter(ID, 0)).isEqualTo(new Standing(ID, ID));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(EMAIL, EMAIL));
    assertThat(named(ID, 0)).isEqualTo(new Routing(1, ID, EMAIL));
    assertThat(named(EMAIL, 0)).isEqualTo(new Routing(1, EMAIL, ID));
  }

  @Test
  void foreseen_oneLineWhenItComesOffTheShelf() {
    enter(ID, 0);
    Standing event = enter(EMAIL, 0);
    lines.foresee(new Routing(1, ID, EMAIL));
    lines.leave(event);

    assertThat(enter(ID, EMAIL)).isEqualTo(new Standing(ID, ID));
    assertThat(enter(EMAIL, 0)).isEqualTo(new Standing(ID, ID));
  }

  @Test
  void foreseen_segmentIsNobodysName() {
    enter(ID, 0);
    enter(SEGMENT, 0);
    lines.foresee(new Routing(1, ID, SEGMENT));

    assertThat(named(ID, 0)).isEqualTo(new Routing(1, ID, 0));
  }

  /** Joins of people of whom nothing waits are not worth as much as those of an outage. */
  @Test
  void joinsOfTheIdle_leaveRoomForWhatIsForeseen() {
    joinMany(PersonLines.REMEMBERED);
    lines.foresee(new Routing(1, ID, EMAIL));

    assertThat(named(EMAIL, 0)).isEqualTo(new Routing(1, EMAIL, ID));
  }

  @Test
  void foresight_isOfNoMorePeopleThanAreRemembered() {
    PersonLines awaiting = awaiting(line -> true);
    for (long person = 2; person < 12L * PersonLines.REMEMBERED; person += 4) {
      awaiting.foresee(new Routing(1, person, person + 2));
    }

    assertThat(awaiting.size()).isEqualTo(2 * PersonLines.REMEMBERED);
  }

  /** It is forgotten when nothing waits of them any more, and others are foreseen. */
  @Test
  void foresightOfTheIdle_makesRoomForThatOfOthers() {
    Set<Long> shelf = new HashSet<>(Set.of(2L, 4L));
    PersonLines awaiting = awaiting(shelf::contains);
    for (long person = 2; person < 12L * PersonLines.REMEMBERED; person += 4) {
      awaiting.foresee(new Routing(1, person, person + 2));
    }
    awaiting.foresee(new Routing(1, ID, VISITOR));

    assertThat(awaiting.named(new Routing(1, 4, 0))).isEqualTo(new Routing(1, 4, 2));
    assertThat(awaiting.named(new Routing(1, ID, 0))).isEqualTo(new Routing(1, ID, VISITOR));
    assertThat(awaiting.size()).isLessThanOrEqualTo(2 * PersonLines.REMEMBERED + 2);
  }

  @Test
  void foresightOfBusyLines_makesRoomWhenTheyAreIdle() {
    for (long person = 1_000; person < 1_000 + 4L * PersonLines.REMEMBERED; person += 4) {
      Standing one = enter(person, 0);
      Standing other = enter(person + 2, 0);
      lines.foresee(new Routing(1, person, person + 2));
      lines.leave(one);
      lines.leave(other);
    }
    lines.foresee(new Routing(1, ID, EMAIL));

    assertThat(named(EMAIL, 0)).isEqualTo(new Routing(1, EMAIL, ID));
  }

  /** Looking for room at each would take as long as all of them together. */
  @Test
  void foresightAfterAnOutageOfMany_findsRoomInTheEnd() {
    Set<Boolean> outage = new HashSet<>(Set.of(true));
    PersonLines awaiting = awaiting(line -> outage.contains(true));
    for (long person = 2; person < 12L * PersonLines.REMEMBERED; person += 4) {
      awaiting.foresee(new Routing(1, person, person + 2));
    }
    outage.clear();
    for (int i = 0; i <= PersonLines.REMEMBERED; i++) {
      awaiting.foresee(new Routing(1, -2, -4));
    }

    assertThat(awaiting.named(new Routing(1, -2, 0))).isEqualTo(new Routing(1, -2, -4));
  }

  private static PersonLines awaiting(LongPredicate who) {
    return new PersonLines(
        new Awaited() {
          @Override
          public boolean isAwaited(long line) {
            return who.test(line);
          }

          @Override
          public void joined(long tail, long head) {}
        });
  }

  private void joinMany(int count) {
    for (long person = 1_000; person < 1_000 + 4L * count; person += 4) {
      lines.leave(enter(person, person + 2));
    }
  }

  private Standing enter(long person, long other) {
    return lines.enter(new Routing(1, person, other), true);
  }

  private Routing named(long person, long other) {
    return lines.named(new Routing(1, person, other));
  }
}
