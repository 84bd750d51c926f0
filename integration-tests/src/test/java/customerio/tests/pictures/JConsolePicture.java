package customerio.tests.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.tests.management.AttachedJmx;
import customerio.tests.operations.OperatedCaller;
import customerio.tests.whole.RunningApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JConsole on an application whose Customer.io is down, on a screen that is nowhere. */
class JConsolePicture {
  @TempDir Path directory;

  @Test
  void jconsole_showsTheRootBeanInAnOutage() throws Exception {
    Path picture = picture("jconsole.png");
    try (Simulator simulator = Simulator.start();
        RunningApplication application = start(simulator)) {
      worksForAWhile(application);
      goesDown(simulator, application);
      try (Screen screen = Screen.open()) {
        Process jconsole = jconsole(screen, JConsoleScene.class, application, picture);
        assertThat(jconsole.waitFor()).as("exit code of JConsole").isZero();
      }
    }
    Pictures.isSmall(picture);
  }

  /**
   * Subscribing and operating, by JConsole's own buttons; it fails when it does not see the news.
   */
  @Test
  void operator_isToldOfAnOutageAndStopsDeliveries() throws Exception {
    Path news = picture("jconsole-notifications.png");
    Path operations = picture("jconsole-operations.png");
    try (Simulator simulator = Simulator.start();
        RunningApplication application = start(simulator)) {
      worksForAWhile(application);
      try (Screen screen = Screen.open()) {
        Process jconsole =
            jconsole(screen, JConsoleOperatorScene.class, application, news, operations);
        BufferedReader said = jconsole.inputReader();
        assertThat(said.readLine()).isEqualTo(JConsoleOperatorScene.SUBSCRIBED);
        goesDown(simulator, application);
        jconsole.outputWriter().append("go\n").flush();
        assertThat(jconsole.waitFor()).as("exit code of JConsole").isZero();
      }
    }
    Pictures.isSmall(news);
    Pictures.isSmall(operations);
  }

  private static void worksForAWhile(RunningApplication application) throws Exception {
    application.does("identify p1 1");
    for (int seq = 2; seq <= 40; seq++) {
      application.does("event p" + seq + ' ' + seq);
    }
    try (AttachedJmx jmx = AttachedJmx.to(application.jvm().pid())) {
      jmx.awaits("type=Client,name=urlconnection", "Enabled", true);
      jmx.awaits("type=CircuitBreaker,name=track-us", "State", "closed");
    }
  }

  private static void goesDown(Simulator simulator, RunningApplication application)
      throws Exception {
    simulator.faults().add(FaultRule.named("outage").status(503));
    for (int seq = 41; seq <= 240; seq++) {
      application.does("event p" + seq + ' ' + seq);
    }
    try (AttachedJmx jmx = AttachedJmx.to(application.jvm().pid())) {
      jmx.awaits("type=CircuitBreaker,name=track-us", "State", "open");
    }
  }

  private static Path picture(String name) throws IOException {
    Path picture = Pictures.of(name);
    Files.createDirectories(picture.getParent());
    return picture;
  }

  private static Process jconsole(
      Screen screen, Class<?> scene, RunningApplication application, Path... pictures)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.jconsole");
    command.add("--add-exports=jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED");
    command.addAll(List.of("-cp", classesOf(scene), scene.getName()));
    command.add(Long.toString(application.jvm().pid()));
    Arrays.stream(pictures).forEach(it -> command.add(it.toAbsolutePath().toString()));
    ProcessBuilder jconsole = new ProcessBuilder(command);
    jconsole.redirectError(ProcessBuilder.Redirect.INHERIT);
    jconsole.environment().put("DISPLAY", screen.display());
    return jconsole.start();
  }

  private static String classesOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private RunningApplication start(Simulator simulator) throws InterruptedException {
    return RunningApplication.start(OperatedCaller.class, simulator, directory.resolve("queue"));
  }
}
