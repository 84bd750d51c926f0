package shop.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CallHistoryTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = dir.resolve("calls.ndjson");
  }

  @Test
  void withoutALog_aNewRunBegins() throws IOException {
    CallHistory history = CallHistory.read(file, JSON);

    assertThat(history.run()).hasSize(8);
    assertThat(history.lastSeq()).isEmpty();
  }

  @Test
  void afterARestart_theRunAndItsSequencesGoOn() throws IOException {
    try (CallLog log = new CallLog(file, JSON)) {
      log.append(CallLine.start("run-1"));
      log.append(CallLine.begun(new Call("1001", 1, Call.EVENT, "okhttp"), 5, 0));
      log.append(CallLine.done(new Call("1001", 1, Call.EVENT, "okhttp"), 70, "ok"));
      log.append(CallLine.begun(new Call("1001", 2, Call.IDENTIFY, "okhttp"), 9, 0));
      log.append(CallLine.begun(new Call("1002", 1, Call.EVENT, "feign"), 9, 0));
    }

    assertThat(CallHistory.read(file, JSON))
        .isEqualTo(new CallHistory("run-1", Map.of("1001", 2L, "1002", 1L)));
  }

  @Test
  void aTornLine_isNoCall_andTheNextLineIsWhole() throws IOException {
    try (CallLog log = new CallLog(file, JSON)) {
      log.append(CallLine.start("run-1"));
      log.append(CallLine.begun(new Call("1001", 1, Call.EVENT, "okhttp"), 5, 0));
    }
    Files.writeString(
        file, "{\"at\":\"begun\",\"customer\":\"1001\",\"seq\":2,", StandardOpenOption.APPEND);
    try (CallLog log = new CallLog(file, JSON)) {
      log.append(CallLine.begun(new Call("1002", 1, Call.EVENT, "okhttp"), 5, 0));
    }

    assertThat(CallHistory.read(file, JSON))
        .isEqualTo(new CallHistory("run-1", Map.of("1001", 1L, "1002", 1L)));
  }
}
