package customerio.agent.operations;

import static customerio.agent.operations.ShopQueue.EXPIRED;
import static customerio.agent.operations.ShopQueue.REJECTED;
import static customerio.agent.operations.ShopQueue.all;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.KeyRings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can do where a key is missing that has encrypted something. */
class SealedOperationsTest {
  @TempDir Path parent;
  private ShopQueue shop;

  @BeforeEach
  void start() {
    shop = new ShopQueue(parent.resolve("queue"));
  }

  /** Else a key that was forgotten for an hour would cost the operations themselves. */
  @Test
  void aReplay_leavesDeadLettersWhoseKeyIsMissing() throws IOException {
    String older = dead("a");
    String newer = dead("b");

    run("b");
    assertThat(shop.editor().replay(Selection.DEAD)).isEqualTo(new ReplayReport(1, 0, 1, ""));
    shop.close();

    run("ba");
    assertThat(all(shop.offline()))
        .as("shown without its content where the key is missing")
        .contains("dead  sealed: does not open with key " + KeyRings.id('a'));
    assertThat(shop.editor().replay(Selection.DEAD)).isEqualTo(new ReplayReport(1, 0, 0, ""));
    assertThat(shop.tickets.keySet()).containsExactly(newer);
    shop.restart();
    assertThat(shop.tickets.keySet()).containsExactly(newer, older);
    assertThat(shop.queue.state().deadLetters()).isZero();
  }

  @Test
  void anExport_tellsOfWhatItCouldNotRead() throws IOException {
    dead("a");
    run("b");

    assertThat(shop.offline().exportTo(parent.resolve("export"), Selection.ALL))
        .isEqualTo(new ExportReport(0, 1));
  }

  @Test
  void aPurgeByReason_leavesDeadLettersWhoseReasonIsSealed() throws IOException {
    dead("a");
    run("b");

    assertThat(shop.editor().purge(Selection.parse("dead reason=rejected"), "purge", Set.of()))
        .isEqualTo(new PurgeReport(0, 0, 0));
    assertThat(shop.queue.state().deadLetters()).isEqualTo(1);
  }

  /** Of a JVM with these keys. */
  private String dead(String keys) {
    run(keys);
    String id = shop.event("5");
    shop.settle(id, keys.equals("a") ? REJECTED : EXPIRED);
    shop.close();
    return id;
  }

  private void run(String keys) {
    shop.close();
    KeyRing ring = KeyRings.of(keys);
    shop.settings = shop.settings.withKeys(ring);
    shop.start();
    shop.adopt();
  }
}
