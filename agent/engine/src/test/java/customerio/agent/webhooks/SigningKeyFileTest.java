package customerio.agent.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.WebhookSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyFileTest {
  private static final String CONSEQUENCE =
      "; webhooks are not verified, the application gets them all the same; ";

  @TempDir Path directory;
  private final List<String> log = new ArrayList<>();
  private Path file;

  @BeforeEach
  void create() throws IOException {
    file =
        Files.createFile(
            directory.resolve("keys"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"old\nnew", "# rotated in May\n\n old \r\nnew\n"})
  void keys_standOneALine(String text) throws IOException {
    assertThat(read(text))
        .containsExactly(WebhookSignature.key("old"), WebhookSignature.key("new"));
    assertThat(log).isEmpty();
  }

  @Test
  void fileThatOthersCanRead_isUsedWithAWarning() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(read("secret")).containsExactly(WebhookSignature.key("secret"));
    assertThat(log)
        .containsExactly(
            "webhook.signing-key-file "
                + file
                + " holds a secret and is open to other users of this machine; it is used all the"
                + " same; run chmod 600 on it");
  }

  @Test
  void missingFile_isOneLine() throws IOException {
    Files.delete(file);

    assertThat(SigningKeyFile.read(file, log::add)).isEmpty();
    assertThat(log).containsExactly(unreadable("NoSuchFileException"));
  }

  @Test
  void directory_isOneLine() {
    assertThat(SigningKeyFile.read(directory, log::add)).isEmpty();
    assertThat(log).last().asString().contains(directory + " cannot be read (IOException)");
  }

  @Test
  void bytesThatAreNoText_areOneLine() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(SigningKeyFile.read(file, log::add)).isEmpty();
    assertThat(log).containsExactly(unreadable("MalformedInputException"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# none yet\n"})
  void fileWithoutAKey_isOneLine(String text) throws IOException {
    assertThat(read(text)).isEmpty();
    assertThat(log)
        .containsExactly(
            "webhook.signing-key-file "
                + file
                + " holds no key"
                + CONSEQUENCE
                + "put the signing key of the workspace's reporting webhooks in it and restart");
  }

  @Test
  void fileOfOtherThings_isNotTakenForKeys() throws IOException {
    assertThat(read("secret\n".repeat(11))).isEmpty();
    assertThat(log)
        .containsExactly(
            "webhook.signing-key-file "
                + file
                + " holds more than 10 lines and is hardly a file of signing keys"
                + CONSEQUENCE
                + "give a file with one signing key a line and restart");
  }

  @Test
  void longFile_isNotRead() throws IOException {
    assertThat(read("s".repeat(1 << 17))).isEmpty();
    assertThat(log).containsExactly(unreadable("IOException"));
  }

  private String unreadable(String why) {
    return "webhook.signing-key-file "
        + file
        + " cannot be read ("
        + why
        + ')'
        + CONSEQUENCE
        + "give a readable file with one signing key a line and restart";
  }

  private List<SecretKeySpec> read(String text) throws IOException {
    Files.writeString(file, text);
    return SigningKeyFile.read(file, log::add);
  }
}
