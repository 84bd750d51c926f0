package customerio.tests.history;

import customerio.agent.VirtualEngine;
import customerio.agent.VirtualEngine.Buried;
import customerio.agent.config.Settings;
import customerio.agent.delivery.VirtualTime;
import customerio.agent.queue.disk.MemoryDisk;
import customerio.agent.transport.Transport;
import customerio.simulator.Backend;
import customerio.tests.history.Application.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A history as it is performed: the engine with Customer.io behind a network that has weather, and
 * beside it the ideal that is told the same calls.
 */
final class Play {

  /** A human that no history talks about; opens the mouth for each API at the end. */
  private static final Human LAST_VISITOR = new Human(99, false, false);

  private static final Duration LONG_PAUSE = Duration.ofMinutes(10);
  private static final int LONGEST_END = 60;

  /** What an application has said. */
  record Said(int number, HttpCall call) {}

  private final VirtualTime time;
  private final MemoryDisk disk = new MemoryDisk();
  private final Backend real;
  private final Ideal ideal = new Ideal();
  private final Network network;
  private final Application application;
  private final Settings settings;
  private final Path credentials;
  private final UnaryOperator<Transport> sabotage;
  private final Deque<Step> future;
  private final Setup setup;
  private final List<Said> said = new ArrayList<>();
  private final List<String> expectedDead = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private VirtualEngine engine;
  private int lives;
  private boolean talking;

  /**
   * @param credentials a directory for the fingerprints, empty
   * @param sabotage what is put between the engine and the network
   */
  Play(History history, Path credentials, UnaryOperator<Transport> sabotage) {
    setup = history.setup();
    time = new VirtualTime(setup.seed());
    real = Ideal.customerio(time.clock(), setup.batchAnswer());
    network = new Network(real, disk, time, setup.latencyMillis());
    application = new Application(time, disk, network);
    settings = setup.settings();
    this.credentials = credentials;
    this.sabotage = sabotage;
    future = new ArrayDeque<>(history.steps());
    if (setup.meanwhile()) {
      network.meanwhile(this::goOnTalking);
    }
  }

  Play perform() {
    boot();
    while (!future.isEmpty()) {
      take(future.poll());
      if (disk.isDead()) {
        boot();
      }
    }
    end();
    return this;
  }

  /** All is well from now on, and each credential is heard once more. */
  private void end() {
    network.become(Weather.CLEAR, 0);
    say(HttpCall.region(), Application.LIVES_ON);
    say(Word.SCREEN.call(LAST_VISITOR, null, said.size(), 0, now()), Application.LIVES_ON);
    for (int i = 0; i < LONGEST_END && engine.pending() > 0; i++) {
      time.advance(LONG_PAUSE);
    }
    faults.addAll(engine.faults());
  }

  private void boot() {
    if (engine != null) {
      faults.addAll(engine.faults());
    }
    time.forgetTasks();
    disk.boot();
    Transport transport = sabotage.apply(network.connect());
    engine =
        VirtualEngine.start(
            new VirtualEngine.World(settings, time, disk, credentials, transport, setup.window()),
            setup.seed() + ++lives);
  }

  private void take(Step step) {
    if (step instanceof Step.Say say) {
      say(call(say), Application.LIVES_ON);
    } else if (step instanceof Step.SayAndDie last) {
      int life = lives;
      say(call(last.say()), last.bytes());
      if (lives == life) {
        disk.die();
      }
    } else if (step instanceof Step.Again again) {
      sayAgain(again.which());
    } else if (step instanceof Step.Pass pass) {
      time.advance(Duration.ofMillis(pass.millis()));
    } else if (step instanceof Step.Change change) {
      network.become(change.weather(), change.requests());
    } else if (step instanceof Step.Kill) {
      disk.die();
    } else if (step instanceof Step.DieSettling die) {
      dieSettling(die.bytes());
    }
  }

  private void dieSettling(int bytes) {
    disk.dieAfterBytes(bytes);
    talking = true; // else it may be a call that is cut short
    time.advance(Duration.ofSeconds(1));
    talking = false;
    disk.die();
  }

  /** One call at a time: between two that overlap there is no order. */
  private void goOnTalking() {
    boolean isTalk = future.peek() instanceof Step.Say || future.peek() instanceof Step.Again;
    if (isTalk && !talking && !disk.isDead()) {
      take(future.poll());
    }
  }

  private HttpCall call(Step.Say say) {
    return say.word().call(say.who(), say.other(), said.size(), say.variant(), now());
  }

  private void sayAgain(int which) {
    if (!said.isEmpty()) {
      say(said.get(which % said.size()).call(), Application.LIVES_ON);
    }
  }

  private void say(HttpCall call, int dieAfterBytes) {
    Said now = new Said(said.size(), call);
    Instant at = now();
    said.add(now);
    talking = true;
    Outcome outcome = application.say(engine, call, now.number(), dieAfterBytes);
    talking = false;
    boolean queued =
        switch (outcome) {
          case ANSWERED_BY_AGENT -> true;
          case KILLED_WRITING -> survived();
          case NOT_ANSWERED_BY_AGENT -> false;
        };
    Instant done = network.doneAt(now.number());
    if (queued || done != null) {
      int status = ideal.apply(call, done == null ? at : done);
      if (queued && status >= 400) {
        expectedDead.add(call.toString());
      }
    }
  }

  /**
   * Whether the call that died with its process was written to the end. What the dying process knew
   * of is all that waits, but for that call.
   */
  private boolean survived() {
    long known = engine.pending();
    boot();
    return engine.pending() > known;
  }

  private Instant now() {
    return time.clock().instant();
  }

  /** How long a request is on its way at most, calls meanwhile included, and the second's rest. */
  long mostLateMillis() {
    return setup.latencyMillis() == 0 && !setup.meanwhile() ? 1000 : 12_000;
  }

  long pending() {
    return engine.pending();
  }

  List<String> faults() {
    return faults;
  }

  List<String> expectedDead() {
    return expectedDead;
  }

  List<Buried> dead() {
    return engine.deadLetters();
  }

  List<Said> said() {
    return said;
  }

  Backend real() {
    return real;
  }

  Ideal ideal() {
    return ideal;
  }
}
