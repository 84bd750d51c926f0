package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class QuitSignalTest {
  private static final String CAUGHT_BY_A_JVM = "SigCgt:\t2000000181005ccf\n";
  private static final String CAUGHT_BY_SLEEP = "SigCgt:\t0000000000000000\n";

  @TempDir Path process;

  @Test
  void jvm_isAsked() throws IOException {
    status("Name:\tjava\nNSpid:\t4711\nSigIgn:\t0000000000000000\n" + CAUGHT_BY_A_JVM);

    assertThat(QuitSignal.isExpected(process)).isTrue();
  }

  @Test
  void whatWouldBeEnded_isNot() throws IOException {
    status("Name:\tsleep\nNSpid:\t4711\n" + CAUGHT_BY_SLEEP);

    assertThat(QuitSignal.isExpected(process)).isFalse();
  }

  @Test
  void jvmWithoutSignalsThatListensAlready_isAsked_alsoInAContainer() throws IOException {
    status("Name:\tjava\nNSpid:\t4711\t7\n" + CAUGHT_BY_SLEEP);
    Files.createDirectories(process.resolve("root/tmp"));
    Files.createFile(process.resolve("root/tmp/.java_pid4711"));
    assertThat(QuitSignal.isExpected(process)).isFalse();

    Files.createFile(process.resolve("root/tmp/.java_pid7"));

    assertThat(QuitSignal.isExpected(process)).isTrue();
  }

  @Test
  void otherSystemsAndWhatCannotBeRead_areLeftToTheAttachApi() throws IOException {
    assertThat(QuitSignal.isExpected(process)).isTrue();

    status("SigCgt:\tnonsense\n");

    assertThat(QuitSignal.isExpected(process)).isTrue();
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void mistypedPid_endsNoProcess() throws IOException {
    Process innocent = new ProcessBuilder("sleep", "60").start();
    try {
      long pid = innocent.pid();

      assertThatThrownBy(() -> new AttachedProcesses().address(pid))
          .isInstanceOfSatisfying(
              CommandFailure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_FOUND));
      assertThatThrownBy(() -> AttachedTarget.open(pid)).isInstanceOf(CommandFailure.class);
      assertThat(new AttachedProcesses().hasAgent(pid)).isFalse();
      assertThat(innocent.isAlive()).isTrue();
    } finally {
      innocent.destroy();
    }
  }

  private void status(String text) throws IOException {
    Files.writeString(process.resolve("status"), text);
  }
}
