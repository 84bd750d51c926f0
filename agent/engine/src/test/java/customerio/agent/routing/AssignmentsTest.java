package customerio.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Region;
import customerio.agent.routing.Whereabouts.Stay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentsTest {
  private static final Workspace EU = new Workspace("eu", Region.EU, Map.of());
  private static final Workspace US = new Workspace("us", Region.US, Map.of());

  @TempDir Path directory;
  private final List<Incident> incidents = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private CredentialVault vault;

  @BeforeEach
  void salt() {
    vault = CredentialVault.open(directory, KeyRing.NONE, lines::add);
  }

  @Test
  void assignment_staysOverARestart_whateverTheOrderInTheFile() {
    Assignments before = open(EU, US);
    assertThat(before.of("id:5")).isNull();
    assertThat(before.settle("id:5", EU)).isEqualTo(EU);
    assertThat(before.settle("id:5", US)).isEqualTo(EU);

    Assignments after = open(US, EU);

    assertThat(after.of("id:5")).isEqualTo(new Stay(EU, false));
    assertThat(after.settle("id:5", US)).isEqualTo(EU);
    assertThat(after.names()).isEqualTo(1);
    assertThat(lines).isEmpty();
    assertThat(incidents).isEmpty();
  }

  @Test
  void anotherJvm_seesItAtOnce_andWhoeverWasFirstCounts() {
    Assignments one = open(EU, US);
    Assignments other = open(EU, US);
    assertThat(other.of("id:5")).isNull();

    assertThat(one.settle("id:5", EU)).isEqualTo(EU);

    assertThat(other.settle("id:5", US)).isEqualTo(EU);
    assertThat(other.of("id:5")).isEqualTo(new Stay(EU, false));
    other.settle("id:6", US);
    assertThat(one.of("id:6")).isEqualTo(new Stay(US, false));
  }

  @Test
  void twoJvmsAtTheSameMoment_agreeAboutEverybody() throws Exception {
    Assignments one = open(EU, US);
    Assignments other = open(EU, US);
    CyclicBarrier together = new CyclicBarrier(2);
    CompletableFuture<List<Workspace>> ofOther =
        CompletableFuture.supplyAsync(() -> settleAll(other, US, together));

    List<Workspace> ofOne = settleAll(one, EU, together);

    assertThat(ofOther.get()).isEqualTo(ofOne);
    Assignments after = open(EU, US);
    for (int i = 0; i < ofOne.size(); i++) {
      assertThat(after.of("id:" + i)).isEqualTo(new Stay(ofOne.get(i), false));
    }
  }

  private static List<Workspace> settleAll(
      Assignments assignments, Workspace wish, CyclicBarrier together) {
    List<Workspace> settled = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        together.await();
        settled.add(assignments.settle("id:" + i, wish));
      }
    } catch (InterruptedException | BrokenBarrierException broken) {
      throw new AssertionError(broken);
    }
    return settled;
  }

  @Test
  void releasedName_staysUntilItIsAssignedAnew() {
    Assignments before = open(EU, US);
    before.settle("id:5", EU);
    before.release("id:5");
    Assignments after = open(EU, US);

    assertThat(after.of("id:5")).isEqualTo(new Stay(EU, true));
    assertThat(after.settle("id:5", US)).isEqualTo(US);
    assertThat(before.of("id:5")).isEqualTo(new Stay(US, false));
  }

  @Test
  void workspaceThatIsNoLongerConfigured_isRemembered() {
    open(EU, US).settle("id:5", EU);

    Assignments without = open(US);
    assertThat(without.of("id:5")).isEqualTo(new Stay(Workspace.GONE, false));
    assertThat(without.settle("id:5", US)).isEqualTo(Workspace.GONE);

    assertThat(open(US, EU).of("id:5")).isEqualTo(new Stay(EU, false));
  }

  @Test
  void fileNamesNobody() throws IOException {
    Assignments assignments = open(EU, US);
    for (int i = 0; i < 20; i++) {
      assignments.settle("email:canary@example.com" + i, EU);
    }

    byte[] bytes = Files.readAllBytes(file());
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .doesNotContain("canary", "example", "eu");
    assertThat(bytes).hasSize(16 * 21);
  }

  @Test
  void damage_isOneLine_andTheRestCounts() throws IOException {
    Assignments before = open(EU, US);
    before.settle("id:5", EU);
    before.settle("id:6", EU);
    Files.write(file(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    before.settle("id:7", US);

    Assignments after = open(EU, US);

    assertThat(after.of("id:6")).isEqualTo(new Stay(EU, false));
    assertThat(after.of("id:7")).isEqualTo(new Stay(US, false));
    assertThat(lines)
        .containsExactly(
            file()
                + " is damaged in 1 places; those assignments are lost and are made anew at the"
                + " next identify");
  }

  @Test
  void otherSalt_isOneLine() throws IOException {
    open(EU, US).settle("id:5", EU);
    Files.delete(directory.resolve("credentials"));
    salt();

    assertThat(open(EU, US).of("id:5")).isNull();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith(file() + " was written with another salt and says nothing now");
  }

  @Test
  void unusableFile_isOneLine_andPeopleStayTogetherInThisRun() throws IOException {
    Files.createDirectory(file());
    Assignments assignments = open(EU, US);

    assertThat(assignments.settle("id:5", EU)).isEqualTo(EU);
    assertThat(assignments.settle("id:5", US)).isEqualTo(EU);
    assertThat(lines).singleElement().asString().startsWith(file() + " cannot be used (");
    assertThat(incidents).containsExactly(Incident.NOT_WRITTEN);
  }

  @Test
  void fullTable_assignsNobodyElse() {
    Assignments assignments =
        Assignments.open(
            file(), false, List.of(EU, US), vault::hash, 1, incidents::add, lines::add);

    assertThat(assignments.settle("id:5", EU)).isEqualTo(EU);
    assertThat(assignments.settle("id:6", EU)).isNull();
    assertThat(assignments.of("id:6")).isNull();
    assertThat(incidents).containsExactly(Incident.TOO_MANY_PEOPLE);
  }

  private Assignments open(Workspace... workspaces) {
    return Assignments.open(
        file(), false, List.of(workspaces), vault::hash, 1_000, incidents::add, lines::add);
  }

  private Path file() {
    return directory.resolve("people");
  }
}
