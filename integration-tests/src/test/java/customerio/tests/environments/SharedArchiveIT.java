package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.tests.environments.shop.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Classes come out of an archive of the JVM, and the woven ones do not. */
@Tag("matrix")
class SharedArchiveIT {
  private static final String[] CLIENTS = {"UrlConnectionClient", "JdkClient"};
  private static final int CALLS = CLIENTS.length * Shop.CALLS_PER_CLIENT;

  @TempDir Path directory;

  /** The JVM refuses to make one where there is an agent, whichever. */
  @Test
  void E07_archiveMadeWithoutTheAgent_isUsedWithIt() throws Exception {
    try (Proof proof = new Proof(directory)) {
      Path archive = directory.resolve("shop.jsa");
      end(proof, shop(proof).options("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
      // what the JVM has to say goes to standard error
      String[] use = {
        "-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=warning:stderr"
      };
      // since JDK 24, of every agent: the JDK's own archive was made without the module for agents
      proof.isTakenOver(
          CALLS,
          shop(proof).options(use),
          shop(proof).options(use).options(loaded(), proof.agent()),
          "[error][cds]");

      assertThat(sourcesOfTheShop()).containsOnly("shared objects file (top)");
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void E07_cacheTrainedWithTheAgent_isUsedWithIt() throws Exception {
    try (Proof training = new Proof(Files.createDirectory(directory.resolve("training")));
        Proof proof = new Proof(directory)) {
      Path cache = directory.resolve("shop.aot");
      end(
          training,
          shop(training).options("-XX:AOTCacheOutput=" + cache, "-Xlog:disable", training.agent()));
      proof.isTakenOver(
          CALLS,
          shop(proof),
          shop(proof).options("-XX:AOTCache=" + cache, loaded(), proof.agent()));

      assertThat(sourcesOfTheShop()).containsOnly("shared objects file");
    }
  }

  private static void end(Proof proof, JvmCommand command) throws InterruptedException {
    try (AgentJvm jvm = command.start()) {
      jvm.awaitLine("said");
      jvm.endInput();
      assertThat(jvm.await().exitCode()).isZero();
      proof.eachArrivedOnce(CALLS);
    }
  }

  private JvmCommand shop(Proof proof) throws IOException {
    Path jar = directory.resolve("shop.jar");
    return JvmCommand.of(Shop.class.getName())
        .classPath(Files.exists(jar) ? jar : Archives.jar(jar))
        .arguments(proof.base())
        .arguments(CLIENTS);
  }

  private String loaded() {
    return "-Xlog:class+load:file=" + directory.resolve("loaded") + ":none";
  }

  /** "customerio.….shop.Shop source: shared objects file (top)" */
  private List<String> sourcesOfTheShop() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("loaded"))) {
      return lines
          .filter(line -> line.startsWith(Shop.class.getPackageName()))
          .map(line -> line.substring(line.indexOf("source: ") + "source: ".length()))
          .toList();
    }
  }
}
