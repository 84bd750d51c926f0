package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EndpointsPageTest {

  /** The fresh page is left in the build directory, to be copied when the change is meant. */
  @Test
  void page_isWhatTheCodeDoes() throws IOException {
    Path fresh = Files.writeString(Path.of("target", "endpoints.md"), EndpointsPage.text());
    assertThat(Files.readString(page()))
        .as("docs/endpoints.md; the fresh one is " + fresh.toAbsolutePath())
        .isEqualTo(EndpointsPage.text());
  }

  @Test
  void page_hasEveryDocumentedCall() throws IOException {
    String page = Files.readString(page());
    try (InputStream in = EndpointTest.class.getResourceAsStream("documented-operations.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .forEach(call -> assertThat(page).contains("| `" + call + "` |"));
    }
  }

  @Test
  void everyEndpoint_hasASample() {
    assertThat(Arrays.stream(SampleCall.values()).map(SampleCall::endpoint).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Endpoint.values())
                .filter(e -> e != Endpoint.TRACK_UNKNOWN && e != Endpoint.PIPELINES_UNKNOWN)
                .toList());
  }

  /** A sample that would not be taken shows nothing. */
  @Test
  void everySampleOfAQueuedCall_isUnderstood() {
    for (SampleCall call : SampleCall.values()) {
      if (call.endpoint().handling() == Handling.QUEUED) {
        Operation op = call.operation();
        assertThat(RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT))
            .as(call.name())
            .isInstanceOf(Reading.Understood.class);
        assertThat(call.alone.equals("always"))
            .as(call.name())
            .isEqualTo(BatchForm.of(op, false, Rules.DEFAULT) == null);
      }
    }
  }

  private static Path page() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("RATIONALE.md"))) {
      directory = directory.getParent();
    }
    return directory.resolve("docs").resolve("endpoints.md");
  }
}
