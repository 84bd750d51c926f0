package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sizes and contents are none of the queue's business. */
@Timeout(120)
class PayloadSizesTest {
  private static final int TINY = 1_000_000;

  /**
   * Deliveries, too, take a backlog in portions: one by one, the file is opened a million times.
   */
  private static final int PORTION = 1_000;

  @TempDir Path directory;

  @Test
  void F37_aMillionTinyRecords_comeBackEachAsItWas() throws Exception {
    Jvms jvms = new Jvms(directory, DiskQueueSettings.defaults().withMinFreeBytes(0));
    for (int number = 0; number < TINY; number++) {
      jvms.queue.append(Jvms.ROUTING, 0, ByteBuffer.allocate(4).putInt(number).array());
    }
    jvms.crash();
    List<Ticket> adopted = adoptInPortions(jvms.queue);
    assertThat(adopted).hasSize(TINY);
    for (int number = 0; number < TINY; number++) {
      if (Jvms.number(jvms.queue.read(adopted.get(number))) != number) {
        throw new AssertionError("not " + number);
      }
    }
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(jvms.queue.state().pending()).isZero();
    assertThat(jvms.queue.state().bytes()).isZero();
    jvms.close();
  }

  @Test
  void F37_largeEmptyAndBinaryPayloads_comeBackByteForByte() throws Exception {
    Random random = new Random(7);
    List<byte[]> payloads = new ArrayList<>();
    payloads.add(new byte[0]);
    for (int size : new int[] {1, 7, 8, 9, 32 << 10, (32 << 10) + 1, 5 << 20}) {
      byte[] binary = new byte[size];
      random.nextBytes(binary);
      payloads.add(binary);
    }
    payloads.add(new byte[4096]); // nothing but what a hole reads as
    payloads.add(compressed("{\"userId\":\"5\"}".repeat(1000)));

    for (int segmentBytes : new int[] {4 << 10, 16 << 20}) {
      Jvms jvms =
          new Jvms(
              directory.resolve("of" + segmentBytes),
              DiskQueueSettings.defaults()
                  .withMinFreeBytes(0)
                  .withCacheBytes(0)
                  .withSegmentBytes(segmentBytes));
      for (byte[] payload : payloads) {
        jvms.queue.append(Jvms.ROUTING, 0, payload);
      }
      jvms.crash();
      List<Ticket> adopted = jvms.adopt();
      assertThat(adopted).hasSameSizeAs(payloads);
      for (int i = 0; i < payloads.size(); i++) {
        assertThat(jvms.queue.read(adopted.get(i))).isEqualTo(payloads.get(i));
      }
      assertThat(jvms.queue.state().corruptRecords()).isZero();
      jvms.close();
    }
  }

  private static List<Ticket> adoptInPortions(DiskQueue queue) {
    List<Ticket> adopted = new ArrayList<>();
    queue.adopt(any -> {});
    while (queue.unshelve(Jvms.ROUTING.destination(), PORTION, adopted::add) > 0) {
      // until nothing is left on the shelf
    }
    return adopted;
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
