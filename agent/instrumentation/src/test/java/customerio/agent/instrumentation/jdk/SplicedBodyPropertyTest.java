package customerio.agent.instrumentation.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SplicedBodyPropertyTest {

  /** However it is cut into buffers, wherever the limit falls, however the reader asks. */
  @Property(tries = 500)
  void replay_saysWhatThePublisherSaid(
      @ForAll @Size(max = 20) List<@Size(max = 30) byte[]> buffers,
      @ForAll @IntRange(max = 300) int limit,
      @ForAll @LongRange(min = 1, max = 5) long demand) {
    CompletableFuture<CollectedBody> body =
        BodyCollector.collect(
            BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(buffers)), limit);
    CompletableFuture<byte[]> read = new CompletableFuture<>();

    body.join().replay().subscribe(new Bodies.Reader(read, demand));

    assertThat(read.join()).isEqualTo(joined(buffers));
  }

  /** A body is whole if and only if it is no longer than the limit. */
  @Property(tries = 500)
  void limit_isTheLongestBodyCaptured(
      @ForAll @Size(max = 20) List<@Size(max = 30) byte[]> buffers,
      @ForAll @IntRange(max = 300) int limit) {
    CollectedBody body =
        BodyCollector.collect(
                BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(buffers)), limit)
            .join();

    assertThat(body instanceof CollectedBody.Whole).isEqualTo(joined(buffers).length <= limit);
  }

  private static byte[] joined(List<byte[]> buffers) {
    return buffers.stream()
        .collect(
            java.io.ByteArrayOutputStream::new,
            java.io.ByteArrayOutputStream::writeBytes,
            (left, right) -> left.writeBytes(right.toByteArray()))
        .toByteArray();
  }
}
