package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.atrest.KeyRing;
import customerio.agent.capture.Reply;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.Rules;
import customerio.agent.delivery.Delivery;
import customerio.agent.delivery.DeliverySettings;
import customerio.agent.delivery.Regions;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import customerio.agent.operations.ExportReport;
import customerio.agent.operations.LiveQueue;
import customerio.agent.operations.OperationPage;
import customerio.agent.operations.PurgeReport;
import customerio.agent.operations.QueueStatus;
import customerio.agent.operations.ReplayReport;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.telemetry.Telemetry;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportRequest;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's hands as JMX shows them; the application delivers nothing here. */
class QueueBeanTest {
  private static final String ID = "01JD5V00000000000000000001";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<String> log = new ArrayList<>();
  private final Concerns concerns = new Concerns();
  private DiskQueue queue;
  private ObjectName name;
  private QueueMXBean bean;

  private static final class Nowhere implements Transport {
    @Override
    public Reply send(TransportRequest request, Cancellation cancellation) {
      throw new AssertionError("nothing is sent");
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void register() throws Exception {
    CredentialVault vault = CredentialVault.open(directory, KeyRing.NONE, log::add);
    queue =
        DiskQueue.open(
            directory, DiskQueueSettings.defaults().withMinFreeBytes(0), CLOCK, log::add);
    Delivery delivery =
        new Delivery(
            DeliverySettings.DEFAULTS,
            queue,
            new Nowhere(),
            vault,
            (api, region) -> URI.create("http://127.0.0.1:9"),
            Regions.AS_CALLED,
            Telemetry.create(false, "1", log::add, CLOCK),
            CLOCK,
            new SplittableRandom(1));
    LiveQueue live =
        new LiveQueue(
            new LiveQueue.Parts(
                queue,
                queue,
                delivery,
                vault,
                Rules.DEFAULT,
                CLOCK,
                () -> {},
                AgentBean::waitingFor,
                log::add));
    name = new ObjectName("customerio.agent:type=Queue");
    Jmx.open(log::add)
        .register("type=Queue", new QueueBean(live, concerns, log::add), QueueMXBean.class);
    bean = JMX.newMXBeanProxy(server, name, QueueMXBean.class);
  }

  @AfterEach
  void unregister() throws Exception {
    OurBeans.remove();
    queue.close();
  }

  /** Through the server and back: what a proxy gets is what the engine said. */
  @Test
  void everything_travelsInOpenTypes() throws Exception {
    append();
    Ticket dead = append();
    queue.settle(List.of(dead), new Settlement.Dead("rejected: id:invalid"));

    assertThat(bean.getStatus())
        .isEqualTo(
            new QueueStatus(
                true,
                false,
                1,
                queue.state().bytes(),
                0,
                new TreeMap<>(Map.of("rejected", 1L)),
                "",
                List.of()));
    OperationPage first = bean.list("", 1, "");
    assertThat(first.hasMore()).isTrue();
    assertThat(first.operations()).singleElement().returns("waiting", view -> view.state());
    assertThat(bean.list("", 1, first.next()).operations())
        .singleElement()
        .returns("dead", view -> view.state());
    assertThat(bean.show(ID)).hasSize(2);
    Path file = directory.resolve("export");
    assertThat(bean.exportTo(file.toString(), "pending")).isEqualTo(new ExportReport(1, 0));
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(bean.importFrom(file.toString()).alreadyHere()).isZero();
    assertThat(bean.replay("dead")).isEqualTo(new ReplayReport(1, 0, 0, ""));
    assertThat(bean.purge("", "purge")).isEqualTo(new PurgeReport(2, 0, 0));
    assertThat(bean.getPurged()).isEqualTo(2);
    assertThat(queue.state().pending()).isZero();
    // nobody resumes what nobody paused, and nothing is there to be sent
    bean.resume();
    assertThat(bean.flush(1).pending()).isZero();
  }

  @Test
  void errors_areOnesThatAnyClientKnows() throws Exception {
    append();
    assertThatThrownBy(() -> bean.purge("", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bean.purge("pendign", "purge"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not understood: 'pendign'");
    assertThatThrownBy(() -> bean.exportTo(directory.toString(), ""))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    assertThatThrownBy(() -> bean.importFrom(directory.resolve("none").toString()))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
    assertThatThrownBy(() -> bean.flush(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seconds must be 1 to 3600, not 0");
    assertThat(queue.state().pending()).isEqualTo(1);
  }

  @Test
  void aPause_isSaidOnceAndSeen() throws Exception {
    bean.pause();
    bean.pause();
    assertThat(bean.isPaused()).isTrue();
    assertThat(bean.getStatus().paused()).isTrue();
    assertThat(concerns.now())
        .extracting(Concern::code, Concern::gravity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("paused", Gravity.PAUSED));

    bean.resume();
    bean.resume();
    assertThat(bean.isPaused()).isFalse();
    assertThat(concerns.now()).isEmpty();
    assertThat(log)
        .containsExactly(
            "an operator paused deliveries; calls are accepted and wait on disk",
            "an operator resumed deliveries");
  }

  @Test
  void jconsole_showsNamesAndSentences() throws Exception {
    MBeanInfo info = server.getMBeanInfo(name);

    assertThat(
            Arrays.stream(info.getOperations())
                .map(
                    operation ->
                        operation.getName()
                            + Arrays.stream(operation.getSignature())
                                .map(MBeanParameterInfo::getName)
                                .collect(Collectors.joining(", ", "(", ")"))))
        .containsExactlyInAnyOrder(
            "list(selection, limit, after)",
            "show(id)",
            "exportTo(file, selection)",
            "importFrom(file)",
            "replay(selection)",
            "purge(selection, confirmation)",
            "pause()",
            "resume()",
            "flush(seconds)");
    assertThat(info.getOperations())
        .allSatisfy(operation -> assertThat(operation.getDescription()).endsWith("."));
  }

  private Ticket append() throws Exception {
    return queue.append(
        new Routing(1, 2, 0),
        CLOCK.millis(),
        OperationCodec.encode(
            new Operation(
                ID,
                CLOCK.millis(),
                Endpoint.TRACK_METRICS,
                Region.US,
                0,
                "POST",
                "/api/v1/metrics",
                "application/json",
                "{}".getBytes(StandardCharsets.UTF_8),
                null)));
  }
}
