package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
@Timeout(120)
class KilledProcessTest {
  private static final int KILLS = 10;

  @TempDir Path directory;

  @Test
  void whatWasReturnedBeforeAKill_isThereOnceAndInOrder() throws Exception {
    Random lines = new Random(42);
    Jvms jvms = new Jvms(directory, Jvms.small().withMaxBytes(256L << 20));
    for (int kill = 0; kill < KILLS; kill++) {
      Said said = runAndKill(jvms, kill * 999_999, 1 + lines.nextInt(3000));
      List<Ticket> adopted = jvms.adopt();
      List<Integer> found = jvms.numbers(adopted);

      // The last call may have done its work without the time to say so.
      assertThat(found).as("kill %d", kill).isIn(said.possible());
      assertThat(jvms.queue.state().corruptRecords()).isZero();
      for (Ticket ticket : adopted) {
        int number = jvms.number(ticket);
        assertThat(jvms.queue.read(ticket)).isEqualTo(Jvms.payload(number, number % 700));
      }
      jvms.queue.settle(adopted, new Settlement.Delivered());
    }
    jvms.close();
    assertThat(jvms.app).isEmptyDirectory();
  }

  private record Said(List<Integer> appended, List<Integer> settled, int first) {
    List<List<Integer>> possible() {
      TreeSet<Integer> certain = new TreeSet<>(appended);
      settled.forEach(certain::remove);
      int next = appended.isEmpty() ? first : appended.get(appended.size() - 1) + 1;
      int settling = settled.isEmpty() ? first : settled.get(settled.size() - 1) + 3;
      TreeSet<Integer> oneMore = new TreeSet<>(certain);
      oneMore.add(next);
      TreeSet<Integer> oneLess = new TreeSet<>(certain);
      oneLess.remove(settling);
      return List.of(List.copyOf(certain), List.copyOf(oneMore), List.copyOf(oneLess));
    }
  }

  private static Said runAndKill(Jvms jvms, int first, int lines) throws Exception {
    Process process =
        AnotherJvm.of(
                List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"),
                NumberedAppends.class,
                jvms.app.toString(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Integer> appended = new ArrayList<>();
    List<Integer> settled = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < lines; i++) {
        hear(out.readLine(), appended, settled);
      }
      assertThat(jvms.adopt()).as("while it lives").isEmpty();
      process.toHandle().destroyForcibly(); // by handle, which leaves the pipe open
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        hear(line, appended, settled);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return new Said(appended, settled, first);
  }

  private static void hear(String line, List<Integer> appended, List<Integer> settled) {
    if (line.matches("[as] \\d+")) {
      (line.charAt(0) == 'a' ? appended : settled).add(Integer.parseInt(line.substring(2)));
    }
  }
}
