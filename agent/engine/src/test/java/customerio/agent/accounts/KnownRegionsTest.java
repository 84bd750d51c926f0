package customerio.agent.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownRegionsTest {
  @TempDir Path directory;

  /** A redirect teaches a region whether the key is good or not. */
  @Test
  void strangersWithoutEnd_fillNeitherHeapNorDisk() throws Exception {
    KnownRegions regions = new KnownRegions(new AccountFile(directory), Map.of());
    for (long credential = 1; credential <= 5_000; credential++) {
      regions.learn(credential, Region.EU);
    }

    assertThat(regions.of(1)).isEqualTo(Region.EU);
    assertThat(regions.of(1_000)).isEqualTo(Region.EU);
    assertThat(regions.of(5_000)).isNull();
    try (var lines = Files.lines(directory.resolve("accounts"))) {
      assertThat(lines.filter(line -> !line.isEmpty())).hasSize(1_000);
    }
  }

  @Test
  void strangersThatAreForgotten_countAsWell() throws Exception {
    KnownRegions regions = new KnownRegions(new AccountFile(directory), Map.of());
    for (long credential = 1; credential <= 5_000; credential++) {
      regions.learn(credential, Region.EU);
      regions.forget(credential);
    }

    try (var lines = Files.lines(directory.resolve("accounts"))) {
      assertThat(lines.filter(line -> !line.isEmpty())).hasSize(2_000);
    }
  }

  @Test
  void whatIsKnown_canStillChangeWhenThereIsRoomForNoMore() {
    KnownRegions regions = new KnownRegions(new AccountFile(directory), Map.of());
    for (long credential = 1; credential <= 1_000; credential++) {
      regions.learn(credential, Region.EU);
    }
    regions.learn(7, Region.US);

    assertThat(regions.of(7)).isEqualTo(Region.US);
  }
}
