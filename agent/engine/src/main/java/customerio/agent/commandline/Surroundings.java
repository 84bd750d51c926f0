package customerio.agent.commandline;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a command has around it.
 *
 * @param jar of the agent
 * @param targets may not be there in a JRE; opened only by the commands that need them
 */
record Surroundings(
    Path jar,
    AttachTarget.Opener targets,
    Properties properties,
    Map<String, String> environment,
    WatchCommand.Rhythm rhythm,
    Clock clock) {

  static Surroundings standard(Clock clock) {
    return new Surroundings(
        ownJar(),
        pid -> AttachedTarget.open(pid), // no method reference: resolving one links the class
        System.getProperties(),
        System.getenv(),
        Surroundings::eachSecond,
        clock);
  }

  AttachCommand attach(Screen screen, String version) {
    return new AttachCommand(screen, targets, jar, version);
  }

  CheckConfigCommand checkConfig(Screen screen) {
    return new CheckConfigCommand(screen, properties, environment);
  }

  DoctorCommand doctor(Screen screen, Applications applications, TimeLimit limit) {
    return new DoctorCommand(screen, applications, targets, limit, environment, clock);
  }

  /** Behind {@code -jar} the class path is the jar, and what agents of other makers have added. */
  private static Path ownJar() {
    String first = System.getProperty("java.class.path", "").split(File.pathSeparator)[0];
    return Path.of(first).toAbsolutePath().normalize();
  }

  private static boolean eachSecond() throws InterruptedException {
    // nobody counts it down: Ctrl-C ends the process
    return !new CountDownLatch(1).await(1, TimeUnit.SECONDS);
  }
}
