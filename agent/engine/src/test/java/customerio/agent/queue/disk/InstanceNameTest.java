package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstanceNameTest {
  private static final String UUID_TEXT = "00112233-4455-6677-8899-aabbccddeeff";
  private static final InstanceName NAME = new InstanceName(12, UUID.fromString(UUID_TEXT));

  @Test
  void aName_isWrittenAndRead() {
    assertThat(NAME).hasToString("0000000012-" + UUID_TEXT);
    assertThat(InstanceName.parse("0000000012-" + UUID_TEXT)).isEqualTo(NAME);
    assertThat(InstanceName.ofPrefix("0000000012-" + UUID_TEXT + "-0001.dead")).isEqualTo(NAME);
  }

  @Test
  void whatIsNoName_isNone() {
    assertThat(
            Stream.of(
                    "",
                    "dead",
                    "000000012-" + UUID_TEXT,
                    "-000000012-" + UUID_TEXT,
                    "+000000012-" + UUID_TEXT,
                    "0000000012x" + UUID_TEXT,
                    "0000000012-" + UUID_TEXT.replace('c', 'x'),
                    "0000000012-" + UUID_TEXT.replace('c', 'C'),
                    "0000000012-" + UUID_TEXT + "-copy")
                .map(InstanceName::parse))
        .containsOnlyNulls();
  }
}
