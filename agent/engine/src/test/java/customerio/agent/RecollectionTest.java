package customerio.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Takeover;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.UlidSource;
import customerio.agent.intake.CallObservation;
import customerio.agent.intake.CustomerioHosts;
import customerio.agent.intake.Intake;
import customerio.agent.intake.IntakeListener;
import customerio.agent.intake.Outcomes;
import customerio.agent.intake.PassReason;
import customerio.agent.intake.Rehearsed;
import customerio.agent.intake.Wakers;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits on disk is recognised by the next run when it is said again. */
class RecollectionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String KEY = "Basic c2l0ZTprZXk=";

  @TempDir Path directory;
  private DiskQueue queue;
  private Intake intake;
  private final List<String> ends = new ArrayList<>();

  @BeforeEach
  void firstRun() {
    start(NOW);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void whatWaits_isRecognised() {
    say(1);
    List<Ticket> adopted = restart(Duration.ofSeconds(20));
    recall(adopted, Duration.ofSeconds(20));
    say(1);

    assertThat(ends).containsExactly("accepted", "deduplicated");
  }

  @Test
  void whatWasDeliveredMeanwhile_doesNoHarm() {
    say(1);
    List<Ticket> adopted = restart(Duration.ofSeconds(20));
    queue.settle(adopted, new Settlement.Delivered());
    recall(adopted, Duration.ofSeconds(20));
    say(2);

    assertThat(ends).containsExactly("accepted", "accepted");
  }

  @Test
  void whatIsOlderThanTheWindow_isNotRead() {
    say(1);
    List<Ticket> adopted = restart(Duration.ofSeconds(60));
    recall(adopted, Duration.ofSeconds(60));
    say(1);

    assertThat(ends).containsExactly("accepted", "accepted");
  }

  /** So many that reading them all would take long: the newest are those that may be repeated. */
  @Test
  void ofMany_theNewestAreRecognised() {
    for (int i = 0; i <= Recollection.NEWEST; i++) {
      say(i);
    }
    recall(restart(Duration.ofSeconds(20)), Duration.ofSeconds(20));
    ends.clear();
    say(0);
    say(1);
    say(Recollection.NEWEST);

    assertThat(ends).containsExactly("accepted", "deduplicated", "deduplicated");
  }

  private void recall(List<Ticket> adopted, Duration later) {
    Recollection recollection =
        new Recollection(queue, intake, Duration.ofSeconds(60), clock(NOW.plus(later)));
    adopted.forEach(recollection::add);
    recollection.recall();
  }

  private List<Ticket> restart(Duration later) {
    queue.close();
    start(NOW.plus(later));
    List<Ticket> adopted = new ArrayList<>();
    queue.adopt(adopted::add);
    return adopted;
  }

  private void start(Instant now) {
    Clock clock = clock(now);
    Settings settings =
        SettingsReader.read(null, new Properties(), Map.of(), line -> ends.add(line));
    CredentialVault credentials = CredentialVault.open(directory, KeyRing.NONE, ends::add);
    credentials.accepted(credentials.learn(KEY));
    queue = DiskQueue.open(directory, DiskQueueSettings.defaults(), clock, ends::add);
    intake =
        new Intake(
            new Intake.Parts(
                settings,
                new ModeSwitch(settings.modes(), ends::add),
                new CustomerioHosts(List.of()),
                credentials,
                queue,
                null,
                null,
                new UlidSource(clock, new Random(7)),
                clock,
                () -> 0,
                listener(),
                new Outcomes(),
                Wakers.daemons()));
  }

  private void say(int number) {
    byte[] body =
        "{\"name\":\"x\",\"id\":\"01BX5ZZKBKACTAV9WEVG%06d\"}".formatted(number).getBytes(UTF_8);
    CapturedRequest request =
        new CapturedRequest(
            "POST",
            "https",
            "track.customer.io",
            443,
            "/api/v1/customers/5/events",
            null,
            Headers.of("Authorization", KEY),
            body);
    assertThat(((Takeover.Accepted) intake.take(request, Origin.UNKNOWN)).commit()).isTrue();
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private IntakeListener listener() {
    return new IntakeListener() {
      @Override
      public Origin origin() {
        return Origin.UNKNOWN;
      }

      @Override
      public CallObservation taking(Endpoint endpoint, Region region, Origin origin) {
        return new CallObservation() {
          @Override
          public String traceparent(long credential) {
            return null;
          }

          @Override
          public void accepted(Operation operation) {
            ends.add("accepted");
          }

          @Override
          public void deduplicated(String operationId) {
            ends.add("deduplicated");
          }

          @Override
          public void relayed(int status) {
            ends.add("relayed");
          }

          @Override
          public void passed(PassReason reason) {
            ends.add("passed");
          }
        };
      }

      @Override
      public void rehearsed(Rehearsed call) {}

      @Override
      public void watched(boolean atOnce, int status, Duration took) {}

      @Override
      public void suppressed(String place, Throwable fault) {
        ends.add("fault in " + place);
      }
    };
  }
}
