package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JVMs that do not answer, because they are stopped for example. */
class UnansweredTest {
  private static final String LINE =
      "customerio-agent: no answer within 0 s; the JVM may be stopped (kill -CONT), or very busy;"
          + " --dir shows its queue without asking it\n";

  private final CountDownLatch asleep = new CountDownLatch(1);

  @AfterEach
  void wakeUp() {
    asleep.countDown();
  }

  @Test
  void anApplicationThatIsNotFoundInTime_endsTheCommand_whicheverItIs() {
    Shell shell =
        new Shell(
            new Applications() {
              @Override
              public Application find(Request request) {
                sleep();
                return new FakeApplication();
              }

              @Override
              public Application find(JavaProcess process) {
                sleep();
                return new FakeApplication();
              }

              @Override
              public List<SeenProcess> all() {
                sleep();
                return List.of();
              }
            });
    shell.limit = new TimeLimit(Duration.ofMillis(1));

    for (String command :
        List.of(
            "status", "status --all", "list", "probe", "queue ls", "queue purge --dead --yes")) {
      assertThat(shell.type(command)).as(command).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(shell.err()).as(command).isEqualTo(LINE);
      assertThat(shell.out()).as(command).isEmpty();
    }
  }

  /** Each answers only when all are asked: one after the other, they would take hours. */
  @Test
  void manyApplications_areAskedSideBySide() {
    List<SeenProcess> many =
        LongStream.rangeClosed(1, 12)
            .mapToObj(pid -> new SeenProcess(new JavaProcess(pid, "shop.jar"), Presence.THERE))
            .toList();
    CyclicBarrier all = new CyclicBarrier(many.size());
    Shell shell =
        new Shell(
            new Applications() {
              @Override
              public Application find(Request request) {
                throw new AssertionError();
              }

              @Override
              public Application find(JavaProcess process) {
                try {
                  all.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                  throw new AssertionError(e);
                }
                return new IdleApplication(process.toString());
              }

              @Override
              public List<SeenProcess> all() {
                return many;
              }
            });

    assertThat(shell.type("list")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out().lines().filter(line -> line.contains("IDLE"))).hasSize(many.size());
    assertThat(shell.type("status --all")).isEqualTo(ExitCode.DONE);
    assertThat(shell.out().lines().filter(line -> line.contains(": idle: "))).hasSize(many.size());
  }

  @Test
  void anApplicationThatFallsSilent_endsTheCommand() {
    Shell shell =
        Shell.with(
            new FakeApplication() {
              @Override
              public Facts facts() {
                sleep();
                return super.facts();
              }

              @Override
              public void resume() {
                sleep();
              }
            });
    shell.limit = new TimeLimit(Duration.ofMillis(1));
    shell.opening = this::sleep;

    for (String command : List.of("status", "resume", "attach 7", "doctor 7")) {
      assertThat(shell.type(command)).as(command).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(shell.err()).as(command).isEqualTo(LINE);
    }
  }

  @Test
  void whatTakesTimeByItsNature_hasIt() {
    TimeLimit none = new TimeLimit(Duration.ZERO);
    FakeApplication application = new FakeApplication();
    Shell shell = Shell.with(application);

    assertThat(List.of(Command.values()).stream().filter(Command::isAsLongAsTheQueue))
        .containsExactly(
            Command.QUEUE_EXPORT, Command.QUEUE_IMPORT, Command.QUEUE_REPLAY, Command.QUEUE_PURGE);
    assertThat(shell.type("flush --timeout 45s")).isEqualTo(ExitCode.DONE);
    assertThat(application.asked).containsExactly("flush 45");
    assertThatThrownBy(
            () ->
                none.on(
                    Duration.ofMillis(1),
                    () -> {
                      sleep();
                      return 1;
                    }))
        .isInstanceOf(CommandFailure.class);
  }

  @Test
  void whatIsThrownInTime_isThrownAsItIs() {
    TimeLimit limit = new TimeLimit(Duration.ofHours(1));
    IOException missing = new FileNotFoundException("x");
    Error noAttach = new NoClassDefFoundError("com/sun/tools/attach/VirtualMachine");
    CommandFailure usage = Request.usage("x");
    RuntimeException fault = new IllegalArgumentException("x");

    assertThatThrownBy(() -> limit.on(() -> failing(missing))).isSameAs(missing);
    assertThatThrownBy(() -> limit.on(() -> failing(noAttach))).isSameAs(noAttach);
    assertThatThrownBy(() -> limit.on(() -> failing(usage))).isSameAs(usage);
    assertThatThrownBy(() -> limit.on(() -> failing(fault))).isSameAs(fault);
  }

  private static Object failing(Throwable fault) throws CommandFailure, IOException {
    if (fault instanceof CommandFailure failure) {
      throw failure;
    } else if (fault instanceof IOException failed) {
      throw failed;
    } else if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  private void sleep() {
    try {
      asleep.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
