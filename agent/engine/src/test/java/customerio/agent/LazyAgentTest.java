package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CallTaker;
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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyAgentTest {
  private static final String CUSTOMERIO = "track.customer.io";
  private static final CapturedRequest CALL =
      new CapturedRequest("PUT", "https", CUSTOMERIO, 443, "/x", null, Headers.NONE, new byte[0]);

  @TempDir Path directory;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger starts = new AtomicInteger();
  private final List<String> log = new ArrayList<>();

  @Test
  void foreignHost_readsTheSettingsOnceAndStartsNothing() {
    LazyAgent agent = agent("mode=async");

    assertThat(claims(agent, "example.com")).isFalse();
    assertThat(claims(agent, "example.com")).isFalse();

    assertThat(reads).hasValue(1);
    assertThat(starts).hasValue(0);
  }

  @Test
  void firstCall_startsTheEngineOnce() {
    LazyAgent agent = agent("mode=async");

    assertThat(claims(agent, CUSTOMERIO)).isTrue();
    agent.take(CALL, agent.origin());
    agent.take(CALL, agent.origin());

    assertThat(starts).hasValue(1);
  }

  @Test
  void enabledFalse_claimsAndStartsNothing() throws Exception {
    Files.createDirectory(directory.resolve("0000000001-journal"));
    LazyAgent agent = agent("enabled=false,queue.dir=" + directory);

    assertThat(claims(agent, CUSTOMERIO)).isFalse();
    agent.startIfNeeded();

    assertThat(starts).hasValue(0);
  }

  @Test
  void whoeverIsToBeLookedAt_isThereWithoutACall() throws Exception {
    LazyAgent unseen = agent("queue.dir=" + directory.resolve("none"));
    unseen.startIfNeeded();
    assertThat(starts).hasValue(0);

    LazyAgent seen = agent("health.port=0,queue.dir=" + directory.resolve("none"));
    seen.startIfNeeded();

    assertThat(seen.awaitStart(60_000)).isTrue();
    assertThat(starts).hasValue(1);
  }

  @Test
  void enabledFalse_showsNothing() {
    agent("enabled=false,health.port=0").startIfNeeded();

    assertThat(starts).hasValue(0);
  }

  @Test
  void modeOff_claimsNothingButStartsWhatCanSwitchItOn() throws Exception {
    LazyAgent agent = agent("mode=off");

    assertThat(claims(agent, "example.com")).isFalse();
    assertThat(starts).hasValue(0);
    assertThat(claims(agent, CUSTOMERIO)).isFalse();

    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(starts).hasValue(1);
    // from now on the engine says, which may be in another mode by now
    assertThat(claims(agent, CUSTOMERIO)).isTrue();
  }

  @Test
  void modeOffWithAnException_claimsAtOnce() {
    assertThat(claims(agent("mode=off,mode.track.event=async"), CUSTOMERIO)).isTrue();
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

    assertThat(claims(agent, CUSTOMERIO)).isFalse();
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

  /** Whoever looks for the MBean wants to see that it is not taken. */
  @Test
  void callThatGoesByItself_startsTheEngineAndDoesNotWaitForIt() throws Exception {
    LazyAgent agent = agent("mode=async");

    assertThat(claims(agent, CUSTOMERIO)).isTrue();
    agent.bypassed();

    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(starts).hasValue(1);
  }

  @Test
  void enabledFalse_callThatGoesByItselfStartsNothing() throws Exception {
    LazyAgent agent = agent("enabled=false");

    agent.bypassed();

    assertThat(agent.awaitStart(0)).isFalse();
    assertThat(starts).hasValue(0);
  }

  /** It has been loaded, and maybe never calls Customer.io. */
  @Test
  void clientThatIsNotKnown_startsNothing() throws Exception {
    LazyAgent agent = agent("mode=async");

    agent.leftAlone("a client of another kind");

    assertThat(agent.awaitStart(0)).isFalse();
    assertThat(starts).hasValue(0);
  }

  @Test
  void backlog_startsTheEngineWithoutACall() throws Exception {
    LazyAgent agent = agent("queue.dir=" + directory);

    Files.createFile(directory.resolve("credentials"));
    agent.startIfNeeded();
    assertThat(starts).hasValue(0);

    Files.createDirectory(directory.resolve("0000000001-journal"));
    agent.startIfNeeded();
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

    claims(agent, CUSTOMERIO);
    assertThat(claims(agent, CUSTOMERIO)).isFalse();
    agent.startIfNeeded();

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
            });

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
            () -> settings("start.timeout=0s"),
            settings -> {
              try {
                disk.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new Bystander();
            },
            log::add);

    assertThat(agent.take(CALL, agent.origin())).isEqualTo(Takeover.Pass.PASS);
    assertThat(agent.take(CALL, agent.origin())).isEqualTo(Takeover.Pass.PASS);
    assertThat(log)
        .containsExactly(
            "the start takes long (is the queue's disk slow?); until it is done, calls go out as"
                + " without the agent; a longer start.timeout makes them wait for it");

    disk.countDown();
    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(agent.maxBodyBytes()).isEqualTo(1);
  }

  @Test
  void faultOfTheEngine_isNotTheApplications() throws Exception {
    LazyAgent agent =
        before(
            new Bystander() {
              @Override
              public Takeover take(CapturedRequest request, Origin origin) {
                throw new StackOverflowError();
              }

              @Override
              public Origin origin() {
                throw new NoClassDefFoundError();
              }
            });

    assertThat(agent.take(CALL, agent.origin())).isEqualTo(Takeover.Pass.PASS);
  }

  /** Its call went out by itself, and may arrive after calls that the engine will see. */
  @Test
  void faultOfAClientBeforeTheStart_isACallThatTheEngineHasNotSeen() throws Exception {
    AtomicInteger bypassed = new AtomicInteger();
    LazyAgent agent =
        before(
            new Bystander() {
              @Override
              public void bypassed() {
                bypassed.incrementAndGet();
              }
            });

    agent.suppressed("client", new IllegalStateException());
    agent.take(CALL, agent.origin());

    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(bypassed).hasValue(1);
  }

  @Test
  void credential_reachesTheEngineWheneverItIsTold() throws Exception {
    List<String> known = new ArrayList<>();
    LazyAgent agent =
        before(
            new Bystander() {
              @Override
              public void credential(String authorization) {
                known.add(authorization);
              }
            });

    agent.credential("before");
    assertThat(known).isEmpty();
    agent.take(CALL, agent.origin());
    assertThat(agent.awaitStart(60_000)).isTrue();
    agent.credential("after");

    assertThat(known).containsExactly("before", "after");
  }

  /** Such as in the weaving of a client, which comes before its first call. */
  @Test
  void faultsBeforeTheStart_areCountedOnce() throws Exception {
    AtomicLong counted = new AtomicLong();
    LazyAgent agent =
        before(
            new Bystander() {
              @Override
              public void suppressed(String place, Throwable fault) {
                counted.incrementAndGet();
              }

              @Override
              public void suppressedBefore(long faults) {
                counted.addAndGet(faults);
              }
            });

    agent.suppressed("weaving of one", new IllegalStateException());
    agent.suppressed("weaving of another", new IllegalStateException());
    agent.take(CALL, agent.origin());
    assertThat(agent.awaitStart(60_000)).isTrue();
    agent.suppressed("client", new IllegalStateException());

    assertThat(counted).hasValue(3);
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

  private LazyAgent before(CallTaker engine) {
    return new LazyAgent(() -> settings("mode=async"), settings -> engine, log::add);
  }

  private static boolean claims(LazyAgent agent, String host) {
    return agent.claims("https", host, -1, "/");
  }

  private static Settings settings(String text) {
    return SettingsReader.read(text, new Properties(), Map.of(), problem -> {});
  }
}
