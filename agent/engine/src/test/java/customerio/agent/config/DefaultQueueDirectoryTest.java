package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DefaultQueueDirectoryTest {

  @Test
  void path_isInTheHomeAndNamesTheApplication() {
    Path path =
        DefaultQueueDirectory.path("/home/shop", "/opt/shop app/shop.jar --port=80", "/opt/shop");

    assertThat(path.getParent()).isEqualTo(Path.of("/home/shop/.customerio-agent"));
    assertThat(path.getFileName().toString()).matches("shop-[0-9a-f]{8}");
  }

  @Test
  void path_sameApplicationInAnotherDirectoryHasAnother() {
    assertThat(DefaultQueueDirectory.path("/home/shop", "shop.Main", "/srv/a"))
        .isNotEqualTo(DefaultQueueDirectory.path("/home/shop", "shop.Main", "/srv/b"));
  }

  @Test
  void path_staysTheSameOverRestarts() {
    assertThat(DefaultQueueDirectory.path("/home/shop", "shop.Main 1", "/srv/a"))
        .isEqualTo(DefaultQueueDirectory.path("/home/shop", "shop.Main 2", "/srv/a"));
  }

  @Test
  void path_withoutAHome_isInTheWorkingDirectory() {
    assertThat(DefaultQueueDirectory.path("?", "shop.Main", "/srv/a").getParent())
        .isEqualTo(DefaultQueueDirectory.path(null, "shop.Main", "/srv/a").getParent())
        .isEqualTo(Path.of("/srv/a/.customerio-agent"));
  }
}
