package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Takeover;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyAgentTest {
  private static final CapturedRequest CALL =
      new CapturedRequest(
          "PUT", "https", "track.customer.io", 443, "/x", null, Headers.NONE, new byte[0]);

  @TempDir Path directory;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger starts = new AtomicInteger();
  private final List<String> log = new ArrayList<>();

  @Test
  void foreignHost_readsTheSettingsOnceAndStartsNothing() {
    LazyAgent agent = agent("mode=async");

    assertThat(agent.claims("https", "example.com", -1, "/")).isFalse();
    assertThat(agent.claims("https", "example.com", -1, "/")).isFalse();

    assertThat(reads).hasValue(1);
    assertThat(starts).hasValue(0);
  }

  @Test
  void firstCall_startsTheEngineOnce() {
    LazyAgent agent = agent("mode=async");

    assertThat(agent.claims("https", "track.customer.io", -1, "/")).isTrue();
    agent.take(CALL, agent.origin());
    agent.take(CALL, agent.origin());

    assertThat(starts).hasValue(1);
  }

  @Test
  void enabledFalse_claimsAndStartsNothing() throws Exception {
    Files.createDirectory(directory.resolve("0000000001-journal"));
    LazyAgent agent = agent("enabled=false,queue.dir=" + directory);

    assertThat(agent.claims("https", "track.customer.io", -1, "/")).isFalse();
    agent.startIfBacklog();

    assertThat(starts).hasValue(0);
  }

  @Test
  void modeOff_claimsNothingButStartsWhatCanSwitchItOn() throws Exception {
    LazyAgent agent = agent("mode=off");

    assertThat(agent.claims("https", "example.com", -1, "/")).isFalse();
    assertThat(starts).hasValue(0);
    assertThat(agent.claims("https", "track.customer.io", -1, "/")).isFalse();

    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(starts).hasValue(1);
    // from now on the engine says, which may be in another mode by now
    assertThat(agent.claims("https", "track.customer.io", -1, "/")).isTrue();
  }

  @Test
  void modeOffWithAnException_claimsAtOnce() {
    assertThat(
            agent("mode=off,mode.track.event=async").claims("https", "track.customer.io", -1, "/"))
        .isTrue();
  }

  @Test
  void engineThatCannotStart_leavesEveryCallAlone() {
    LazyAgent agent =
        new LazyAgent(
            () -> settings("mode=async"),
            settings -> {
              throw new IllegalStateException("no disk");
            },
            log::add);

    assertThat(agent.take(CALL, agent.origin())).isEqualTo(Takeover.Pass.PASS);
    assertThat(log)
        .containsExactly(
            "could not start (java.lang.IllegalStateException: no disk); every call goes out as"
                + " without the agent; please report this");
  }

  @Test
  void faultInTheSettings_leavesEveryCallAlone() {
    LazyAgent agent =
        new LazyAgent(
            () -> {
              throw new IllegalStateException("settings");
            },
            settings -> new Bystander(),
            log::add);

    assertThat(agent.claims("https", "track.customer.io", -1, "/")).isFalse();
    assertThat(log)
        .containsExactly(
            "a fault in settings (java.lang.IllegalStateException); the call was left alone");
  }

  @Test
  void interruptedCaller_keepsItsInterruptAndIsServed() {
    LazyAgent agent = agent("mode=async");
    Thread.currentThread().interrupt();

    Takeover takeover = agent.take(CALL, Origin.UNKNOWN);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(takeover).isEqualTo(Takeover.Pass.PASS);
    assertThat(starts).hasValue(1);
  }

  @Test
  void backlog_startsTheEngineWithoutACall() throws Exception {
    LazyAgent agent = agent("queue.dir=" + directory);

    Files.createFile(directory.resolve("credentials"));
    agent.startIfBacklog();
    assertThat(starts).hasValue(0);

    Files.createDirectory(directory.resolve("0000000001-journal"));
    agent.startIfBacklog();
    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(starts).hasValue(1);
  }

  @Test
  void settingsThatCannotBeRead_areNotReadAgain() {
    LazyAgent agent =
        new LazyAgent(
            () -> {
              reads.incrementAndGet();
              throw new IllegalStateException("settings");
            },
            settings -> new Bystander(),
            log::add);

    agent.claims("https", "track.customer.io", -1, "/");
    assertThat(agent.claims("https", "track.customer.io", -1, "/")).isFalse();
    agent.startIfBacklog();

    assertThat(reads).hasValue(1);
    assertThat(log).hasSize(1);
  }

  @Test
  void noThreadToStartWith_leavesCallsAloneUntilThereIsOne() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    LazyAgent agent =
        new LazyAgent(
            () -> settings("mode=async"),
            settings -> new Bystander(),
            log::add,
            task -> {
              if (asked.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(task);
            },
            60_000);

    assertThat(agent.take(CALL, Origin.UNKNOWN)).isEqualTo(Takeover.Pass.PASS);
    assertThat(agent.maxBodyBytes()).isEqualTo(1 << 20);
    assertThat(log)
        .containsExactly("a fault in start (java.lang.OutOfMemoryError); the call was left alone");

    agent.take(CALL, Origin.UNKNOWN);
    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(agent.maxBodyBytes()).isEqualTo(1);
  }

  @Test
  void startThatTakesTooLong_isWaitedForOnce() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    LazyAgent agent =
        new LazyAgent(
            () -> settings("mode=async"),
            settings -> {
              try {
                disk.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new Bystander();
            },
            log::add,
            Thread::new,
            0);

    assertThat(agent.take(CALL, agent.origin())).isEqualTo(Takeover.Pass.PASS);
    assertThat(agent.take(CALL, agent.origin())).isEqualTo(Takeover.Pass.PASS);
    assertThat(log)
        .containsExactly(
            "the start takes long (is the queue's disk slow?); until it is done, calls go out as"
                + " without the agent");

    disk.countDown();
    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(agent.maxBodyBytes()).isEqualTo(1);
  }

  @Test
  void faultOfTheEngine_isNotTheApplications() throws Exception {
    LazyAgent agent =
        new LazyAgent(
            () -> settings("mode=async"),
            settings ->
                new Bystander() {
                  @Override
                  public Takeover take(CapturedRequest request, Origin origin) {
                    throw new StackOverflowError();
                  }

                  @Override
                  public Origin origin() {
                    throw new NoClassDefFoundError();
                  }
                },
            log::add);

    assertThat(agent.take(CALL, agent.origin())).isEqualTo(Takeover.Pass.PASS);
  }

  /** Its call went out by itself, and may arrive after calls that the engine will see. */
  @Test
  void faultOfAClientBeforeTheStart_isACallThatTheEngineHasNotSeen() throws Exception {
    AtomicInteger bypassed = new AtomicInteger();
    LazyAgent agent =
        new LazyAgent(
            () -> settings("mode=async"),
            settings ->
                new Bystander() {
                  @Override
                  public void bypassed() {
                    bypassed.incrementAndGet();
                  }
                },
            log::add);

    agent.suppressed("client", new IllegalStateException());
    agent.take(CALL, agent.origin());

    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(bypassed).hasValue(1);
  }

  private LazyAgent agent(String settings) {
    return new LazyAgent(
        () -> {
          reads.incrementAndGet();
          return settings(settings);
        },
        read -> {
          starts.incrementAndGet();
          return new Bystander();
        },
        log::add);
  }

  private static Settings settings(String text) {
    return SettingsReader.read(text, new Properties(), Map.of(), problem -> {});
  }
}
