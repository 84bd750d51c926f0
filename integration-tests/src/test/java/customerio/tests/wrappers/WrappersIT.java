package customerio.tests.wrappers;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods of an application are taken over in place of the calls that they would make. */
class WrappersIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private Path wrappers;

  @BeforeEach
  void writeFiles() throws Exception {
    Path credential = directory.resolve("credential");
    Files.writeString(credential, "site-shop:key-shop\n");
    wrappers = directory.resolve("wrappers.txt");
    Files.writeString(
        wrappers,
        """
        credential = file:%s

        M#identify(String, String, Map) = identify person=1 attribute.email=2 attributes=3
        M#track(String, String, Map) = event person=1 name=2 attributes=3
        M#visited(long, String) = page person=1 name=2
        M#answered(String) = suppress person=1
        M#gone(String) = suppress person=1
        M#forget(Strin) = delete person=1
        F#forget(String) = delete person=1
        """
            .formatted(credential)
            .replace("M#", Mailer.class.getName() + '#')
            .replace("F#", Forgetter.class.getName() + '#'));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void call_isTakenOverInPlaceOfItsHttpRequest_inOrderWithThoseOfOtherClients() throws Exception {
    try (RunningApplication application = start()) {
      assertThat(application.does("identify 7")).isEqualTo("true");
      application.awaits("pending", "0");
      simulator.faults().add(FaultRule.named("outage").status(503));
      assertThat(application.does("track 7 one")).isEqualTo("void");
      assertThat(application.does("http 7 two")).isEqualTo("200");
      assertThat(application.does("visited 7")).isEqualTo("true");
      assertThat(application.does("http 7 four")).isEqualTo("200");
      assertThat(application.does("forget 7")).isEqualTo("true");
      application.jvm().kill();
    }
    simulator.faults().clear();

    try (RunningApplication restarted = start()) {
      restarted.jvm().awaitErrorLine("[customerio-agent] took over 5 operations");

      // no credential is kept: the file brings it, and no call has to
      simulator.awaitArrivals(6, SOON);
      assertThat(restarted.does("identify 7")).isEqualTo("true");
      assertThat(simulator.awaitArrivals(7, SOON).stream().map(WrappersIT::line))
          .containsExactly(
              "shop identify id:7",
              "shop event id:7 one",
              "shop event id:7 two",
              "shop page id:7 /home",
              "shop event id:7 four",
              "shop delete id:7",
              "shop identify id:7");
    }
  }

  @Test
  void whatCannotBeTakenOver_isTheOriginalAndOneLine() throws Exception {
    try (RunningApplication application = start()) {
      String line = "[customerio-agent] wrappers-file line ";
      application.jvm().awaitErrorLine(line + "8: the parameter type 'Strin' needs its package");
      assertThat(application.does("overload 7")).isEqualTo("the original");
      assertThat(application.does("answered 7")).isEqualTo("the original");
      assertThat(application.does("strange 7")).isEqualTo("the original");

      String mailer = Mailer.class.getName();
      String string = "(java.lang.String)";
      application.jvm().awaitErrorLine(line + "6: " + mailer + "#answered" + string + " returns");
      application
          .jvm()
          .awaitErrorLine(line + "7: " + mailer + "#gone" + string + " does not exist");
      application
          .jvm()
          .awaitErrorLine(
              "[customerio-agent] wrappers.file, line 4: "
                  + mailer
                  + "#track(java.lang.String,java.lang.String,java.util.Map) was called with a value"
                  + " of type java.lang.Thread");
      assertThat(application.does("track 7 one")).isEqualTo("void");
      assertThat(simulator.awaitArrivals(1, SOON).stream().map(WrappersIT::line))
          .containsExactly("shop event id:7 one");
    }
  }

  private RunningApplication start() throws InterruptedException {
    return RunningApplication.start(
        MailerCaller.class, simulator, directory.resolve("queue"), "wrappers.file=" + wrappers);
  }

  private static String line(Arrival arrival) {
    String line = arrival.workspace() + ' ' + arrival.kind() + ' ' + arrival.person();
    return arrival.name() == null ? line : line + ' ' + arrival.name();
  }
}
