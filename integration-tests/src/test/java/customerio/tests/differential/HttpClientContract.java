package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import customerio.tests.differential.client.Case;
import customerio.tests.differential.client.Case.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * P1 and P2 for one client in one version: the same program sees the same with and without the
 * agent, but for {@link Differences}. All cases of a client are one program, so that they cost two
 * starts of a JVM and not a hundred.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpClientContract {

  /** What the agent's own pool has, {@code transport.max-connections}. */
  private static final int OWN_CONNECTIONS = 16;

  @Parameter ClientUnderTest client;
  private final List<Ran> ran = new ArrayList<>();
  private final Set<Case> same = EnumSet.noneOf(Case.class);
  private Play alone;
  private Play withAgent;

  @BeforeParameterizedClassInvocation(injectArguments = false)
  void play(@TempDir Path directory) {
    // one instance serves all clients: nothing of the one before may be told of this one
    same.clear();
    alone = null;
    withAgent = null;
    CompletableFuture<?> first = playing(() -> alone = Play.alone(client));
    CompletableFuture<?> second =
        playing(() -> withAgent = Play.withAgent(client, directory.resolve("queue")));
    CompletableFuture<?> more = playing(() -> playMore(directory));
    CompletableFuture.allOf(first, second, more).join();
  }

  /** What else the tests of a class compare with. */
  void playMore(Path directory) throws Exception {}

  interface Playing {
    void play() throws Exception;
  }

  /** Side by side: they wait more than they work. */
  private static CompletableFuture<?> playing(Playing playing) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            playing.play();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        task -> new Thread(task, "play").start());
  }

  Play alone() {
    return alone;
  }

  @TestFactory
  Stream<DynamicTest> withAndWithoutAgent_theSame() {
    return Arrays.stream(Case.values())
        .map(which -> dynamicTest(which.title(), () -> theSame(which)));
  }

  private void theSame(Case which) {
    assumeOffered(alone, which);
    List<String> before = alone.seen(which);

    assertThat(Differences.between(alone.row(), which, before, withAgent.seen(which))).isEmpty();
    assertThat(Play.isMarked(before)).isFalse();
    if (which.fate() != Fate.MAY_BE_SAVED) {
      assertThat(Play.isMarked(withAgent.seen(which)))
          .isEqualTo(which.fate() != Fate.OTHERS && !Differences.isLeft(alone.row(), which));
    }
    same.add(which);
  }

  static void assumeOffered(Play play, Case which) {
    String reason = play.whyNotOffered(which);
    assumeTrue(reason == null, reason);
  }

  @AfterParameterizedClassInvocation(injectArguments = false)
  void remember() throws IOException {
    if (alone == null || withAgent == null) {
      return; // it failed before its first case
    }
    Map<Case, String> notOffered = new EnumMap<>(Case.class);
    for (Case which : Case.values()) {
      String reason = alone.whyNotOffered(which);
      if (reason != null) {
        notOffered.put(which, reason);
      }
    }
    assertThat(same).noneMatch(notOffered::containsKey);
    Ran one =
        new Ran(
            alone.row(),
            client.role(),
            client.version(),
            Runtime.version().feature(),
            same.size(),
            notOffered);
    ran.add(one);
    SeenSoFar.ofThisBuild().add(one);
  }

  /** Which of all clients and versions these are. */
  abstract Part part();

  @BeforeAll
  void forgetEarlierRuns() throws IOException {
    if (ClientUnderTest.allAreWanted()) {
      SeenSoFar.ofThisBuild().forget(part(), Runtime.version().feature());
    }
  }

  @AfterAll
  void page_saysWhatWasSeen() throws IOException {
    SupportPage.isWhat(ran, ClientUnderTest.allAreWanted() ? Set.of(part()) : Set.of());
  }

  @Test
  void everyCase_wasPlayed() {
    List<String> names = Arrays.stream(Case.values()).map(Case::name).toList();
    assertThat(alone.scenes()).containsOnlyKeys(names);
    assertThat(withAgent.scenes()).containsOnlyKeys(names);
  }

  @Test
  void connections_areNotLeaked() {
    assertThat(withAgent.connections()).isLessThanOrEqualTo(alone.connections() + OWN_CONNECTIONS);
  }
}
