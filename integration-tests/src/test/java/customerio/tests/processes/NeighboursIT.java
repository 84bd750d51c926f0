package customerio.tests.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.AgentJvm.Finished;
import customerio.tests.crash.TrackCalls;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who delivers what when several processes share a queue directory: the kernel's lock decides. */
class NeighboursIT {
  private static final String TOOK_OVER = "[customerio-agent] took over ";
  private static final int WORDS = 40;

  @TempDir Path directory;
  private Neighbours neighbours;

  @BeforeEach
  void start() {
    neighbours = new Neighbours(directory);
  }

  @AfterEach
  void stop() {
    neighbours.close();
  }

  @Test
  void F12_twoJvmsOnOneDirectory_keepApartAndSendEachOperationOnce() throws Exception {
    try (RunningApplication one = neighbours.start();
        RunningApplication other = neighbours.start()) {
      neighbours.outage();
      for (int seq = 1; seq <= WORDS; seq++) {
        assertThat(one.does("event one " + seq)).isEqualTo("200");
        assertThat(other.does("event other " + seq)).isEqualTo("200");
      }
      assertThat(neighbours.directories()).hasSize(2);
      neighbours.outageEnds();
      neighbours.simulator.awaitArrivals(2 * WORDS, Neighbours.SOON);
      one.awaits("mbean Pending", "0");
      other.awaits("mbean Pending", "0");

      assertThat(neighbours.arrived("one")).isEqualTo(upTo(WORDS));
      assertThat(neighbours.arrived("other")).isEqualTo(upTo(WORDS));
      assertThat(end(one).err()).doesNotContain(TOOK_OVER);
      assertThat(end(other).err()).doesNotContain(TOOK_OVER);
    }
  }

  @Test
  void F14_ownerDies_oneOfFiveSurvivorsDrainsIt() throws Exception {
    List<RunningApplication> survivors = new ArrayList<>();
    // its breaker stays open: what dies on the wire might arrive in spite of the outage's end
    try (RunningApplication owner =
        neighbours.start(
            "breaker.failure-threshold=1",
            "breaker.open-duration=1h",
            "breaker.max-open-duration=1h")) {
      for (int i = 0; i < 5; i++) {
        survivors.add(neighbours.start());
        assertThat(survivors.get(i).does("event survivor" + i + " 1")).isEqualTo("200");
      }
      neighbours.outage();
      for (int seq = 1; seq <= WORDS; seq++) {
        assertThat(owner.does("event dead " + seq)).isEqualTo("200");
      }
      owner.awaits("waiting", "Customer.io to answer again");
      owner.jvm().kill();
      neighbours.outageEnds();
      neighbours.simulator.awaitArrivals(5 + WORDS, Neighbours.SOON);

      assertThat(neighbours.arrived("dead")).isEqualTo(upTo(WORDS));
      for (RunningApplication survivor : survivors) {
        survivor.awaits("mbean Pending", "0");
      }
      List<String> heirs = new ArrayList<>();
      for (RunningApplication survivor : survivors) {
        end(survivor).err().lines().filter(line -> line.startsWith(TOOK_OVER)).forEach(heirs::add);
      }
      assertThat(heirs)
          .containsExactly(TOOK_OVER + WORDS + " operations that an earlier run had left");
      assertThat(neighbours.arrived("dead")).hasSize(WORDS);
    } finally {
      survivors.forEach(RunningApplication::close);
    }
  }

  /** The second copy must not even open the lock file: closing it would drop the first's lock. */
  @Test
  void F13_secondAgentInOneJvm_isInertAndTheLockStaysHeld() throws Exception {
    Path copy = Files.copy(AgentJar.built(), directory.resolve("second-agent.jar"));
    try (RunningApplication application =
        RunningApplication.of(neighbours.command().agent(copy, neighbours.settings()).start())) {
      assertThat(application.does("event p 1")).isEqualTo("200");
      assertThat(probe()).isEqualTo("held");

      VirtualMachine machine = VirtualMachine.attach(Long.toString(application.jvm().pid()));
      machine.loadAgent(copy.toString(), String.join(",", neighbours.settings()));
      machine.detach();
      assertThat(application.does("event p 2")).isEqualTo("200");
      assertThat(neighbours.directories()).hasSize(1);
      assertThat(probe()).isEqualTo("held");

      assertThat(
              end(application).err().lines().filter(line -> line.contains("is attached already")))
          .hasSize(2);
    }
  }

  @Test
  void F35_stoppedProcess_keepsItsQueue() throws Exception {
    Path credentials = Files.writeString(directory.resolve("keys"), TrackCalls.AUTHORIZATION);
    // alone, so that the outage is one for whom they are about
    try (RunningApplication stopped = neighbours.start("batch.mode=never")) {
      neighbours.outageFor("stopped");
      for (int seq = 1; seq <= WORDS; seq++) {
        assertThat(stopped.does("event stopped " + seq)).isEqualTo("200");
      }
      signal("STOP", stopped);
      try (RunningApplication other = neighbours.start("credentials.file=" + credentials)) {
        // what earlier processes left is looked for before the first is delivered
        assertThat(other.does("event other 1")).isEqualTo("200");
        other.awaits("mbean Delivered", "1");
        assertThat(other.does("mbean Pending")).isEqualTo("0");
        neighbours.outageEnds();
        signal("CONT", stopped);
        neighbours.simulator.awaitArrivals(1 + WORDS, Neighbours.SOON);
        stopped.awaits("mbean Pending", "0");

        assertThat(neighbours.arrived("stopped")).isEqualTo(upTo(WORDS));
        assertThat(end(other).err()).doesNotContain(TOOK_OVER);
      }
    }
  }

  private String probe() throws InterruptedException {
    Path lock = neighbours.directories().get(0).resolve("LOCK");
    return AgentJvm.of(LockProbe.class).arguments(lock.toString()).start().await().out();
  }

  private static void signal(String name, RunningApplication application) throws Exception {
    String pid = Long.toString(application.jvm().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private static Finished end(RunningApplication application) throws InterruptedException {
    application.jvm().terminate();
    return application.jvm().await();
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
