package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalLogTest {

  @Test
  void onlyWhatWasApplied_andOfThisRun_counts() throws Exception {
    List<String> lines =
        List.of(
            arrival("event", "id:1001", "applied", "r1", 1),
            arrival("event", "id:1001", "duplicate", "r1", 1),
            arrival("identify", "id:1001", "applied", "r1", 2),
            arrival("event", "id:1001", "refused", "r1", 3),
            arrival("event", "id:1002", "applied", "r0", 9),
            "{\"n\":6,\"kind\":\"delete\",\"person\":\"id:7\",\"result\":\"applied\",\"data\":null}");

    assertThat(ArrivalLog.applied(lines, "r1"))
        .containsExactly(new Applied("id:1001", 1), new Applied("id:1001", 2));
  }

  private static String arrival(String kind, String person, String result, String run, int seq) {
    return "{\"kind\":\"%s\",\"person\":\"%s\",\"result\":\"%s\",\"data\":{\"run\":\"%s\",\"seq\":%d}}"
        .formatted(kind, person, result, run, seq);
  }
}
