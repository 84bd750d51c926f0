package customerio.agent.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.accounts.AccountFile.Learned;
import customerio.agent.customerio.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountFileTest {
  private static final Learned NOTHING = new Learned(Map.of(), Map.of());

  @TempDir Path directory;
  private final List<String> log = new ArrayList<>();
  private AccountFile file;

  @BeforeEach
  void open() {
    file = new AccountFile(directory);
  }

  @Test
  void noFile_isNothingLearned() {
    assertThat(file.read(log::add)).isEqualTo(NOTHING);
    assertThat(log).isEmpty();
  }

  @Test
  void lastLineOfACredential_counts() {
    file.remember(1, Region.US);
    file.remember(-2, Region.EU);
    file.remember(1, Region.EU);
    file.remember(3, Region.EU);
    file.remember(3, null);
    file.rememberRefused(1, Region.US);
    file.rememberRefused(1, Region.EU);
    file.rememberRefused(3, Region.US);
    file.rememberRefused(3, null);

    assertThat(file.read(log::add))
        .isEqualTo(new Learned(Map.of(1L, Region.EU, -2L, Region.EU), Map.of(1L, Region.EU)));
    assertThat(log).isEmpty();
  }

  /** As a JVM leaves it that was killed while it wrote, and then another one wrote. */
  @Test
  void damagedLines_areSaidOnceAndCostTheirOwnCredentialOnly() throws IOException {
    file.remember(1, Region.EU);
    append("00000000000000");
    file.remember(2, Region.EU);
    append("\n\u00ff\u0000 garbage\n");

    assertThat(file.read(log::add))
        .isEqualTo(new Learned(Map.of(1L, Region.EU, 2L, Region.EU), Map.of()));
    assertThat(log)
        .containsExactly(
            "the file "
                + directory.resolve("accounts")
                + " has 2 damaged lines, which are ignored; Customer.io is asked again in which"
                + " region those accounts are; nothing needs to be done");
  }

  @Test
  void unreadableFile_isSaidAndNothingElseHappens() throws IOException {
    Files.createDirectory(directory.resolve("accounts"));

    assertThat(file.read(log::add)).isEqualTo(NOTHING);
    file.remember(1, Region.EU);

    assertThat(log).hasSize(1).first().asString().contains("cannot be read (IOException)");
  }

  private void append(String text) throws IOException {
    Files.writeString(
        directory.resolve("accounts"),
        text,
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.APPEND);
  }
}
