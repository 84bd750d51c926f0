package customerio.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  @TempDir Path parent;

  @Property(tries = 100)
  void pages_makeTheWholeWhateverTheirSize(
      @ForAll @Size(max = 40) List<Boolean> deaths, @ForAll @IntRange(min = 1, max = 12) int limit)
      throws IOException {
    Path directory = Files.createTempDirectory("pages");
    try (ShopQueue shop = new ShopQueue(directory.resolve("queue"))) {
      for (boolean dies : deaths) {
        String id = shop.event("5");
        if (dies) {
          shop.settle(id, ShopQueue.REJECTED);
        }
      }
      OfflineQueue offline = shop.offline();
      List<OperationView> all = new ArrayList<>();
      OperationPage page = offline.list(Selection.ALL, limit, "");
      all.addAll(page.operations());
      while (page.hasMore()) {
        assertThat(page.operations()).hasSize(limit);
        page = offline.list(Selection.ALL, limit, page.next());
        assertThat(page.operations()).isNotEmpty();
        all.addAll(page.operations());
      }

      assertThat(all).isEqualTo(offline.list(Selection.ALL, 10_000, "").operations());
      assertThat(all).hasSize(deaths.size());
    }
  }

  @Test
  void whatWasShownAndIsGone_isNoReasonToSkipOrRepeat() throws IOException {
    ShopQueue shop = new ShopQueue(parent);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(shop.event("p" + i));
    }
    Viewer viewer = new Viewer(shop.queue, shop.clock());
    OperationPage first = viewer.list(Selection.ALL, 2, "", java.util.Set.of());
    shop.settle(ids.get(0), new customerio.agent.queue.Settlement.Delivered());
    shop.settle(ids.get(1), new customerio.agent.queue.Settlement.Delivered());
    shop.settle(ids.get(2), new customerio.agent.queue.Settlement.Delivered());

    assertThat(viewer.list(Selection.ALL, 2, first.next(), java.util.Set.of()).operations())
        .extracting(OperationView::id)
        .containsExactly(ids.get(3), ids.get(4));
  }

  @Test
  void whatIsNoPage_isRefused() throws IOException {
    ShopQueue shop = new ShopQueue(parent);
    OfflineQueue offline = shop.offline();
    for (int limit : new int[] {0, -1, 10_001}) {
      assertThatThrownBy(() -> offline.list(Selection.ALL, limit, ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("limit must be 1 to 10000, not " + limit);
    }
    for (String after : new String[] {"x", "pending/x", "dead/", "dead/a:b"}) {
      assertThatThrownBy(() -> offline.list(Selection.ALL, 1, after))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
