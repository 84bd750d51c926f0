package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.jvm.Patience;
import customerio.tests.contract.webhooks.Beans;
import customerio.tests.environments.shop.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two web applications in one Tomcat, each with an OkHttp of its own; one of them is replaced. */
class TomcatIT {
  private static final String[] CLIENTS = {"OkHttpShopClient", "JdkClient"};
  private static final int CALLS_PER_VISIT = CLIENTS.length * Shop.CALLS_PER_CLIENT;
  private static final int VISITS = 4;
  private static final int CALLS = VISITS * CALLS_PER_VISIT;

  private static final Look NOTHING = jvm -> {};

  @TempDir Path directory;

  @Test
  void E02_twoApplications_areServed_andOneThatIsUndeployedLeavesNothing() throws Exception {
    try (Proof proof = new Proof(directory)) {
      Visited alone = visit(proof, directory.resolve("alone"), NOTHING, NOTHING);
      proof.eachArrivedOnce(CALLS);
      Visited visited =
          visit(
              proof,
              directory.resolve("served"),
              TomcatIT::clientsAreGone,
              TomcatIT::oneIsGone,
              proof.agent());
      proof.eachArrivedOnce(CALLS);

      assertThat(visited.answers).isEqualTo(alone.answers);
      proof.saysNoMoreThanItShould(visited.finished, CALLS);
      // such as of threads that a client leaves behind; of ours there are none
      assertThat(warnings(alone.finished)).containsAll(warnings(visited.finished));
    }
  }

  private record Visited(List<String> answers, AgentJvm.Finished finished) {}

  private interface Look {
    void at(AgentJvm jvm) throws Exception;
  }

  /**
   * @param beforeStop of an application, or of all
   */
  private Visited visit(
      Proof proof, Path base, Look beforeStop, Look afterUndeploy, String... options)
      throws Exception {
    Path webapps = Files.createDirectories(base.resolve("webapps"));
    Archives.war(webapps.resolve("one.war"), Jars.of("okhttp-4"));
    Archives.war(webapps.resolve("two.war"), Jars.of("okhttp-5"));
    List<String> answers = new ArrayList<>();
    try (TomcatServer tomcat = TomcatServer.start(base, options)) {
      answers.add(tomcat.get(page("/one/", proof, 0)));
      answers.add(tomcat.get(page("/two/", proof, 1)));
      beforeStop.at(tomcat.jvm());
      tomcat.undeploy("one");
      afterUndeploy.at(tomcat.jvm());
      answers.add(tomcat.get(page("/two/", proof, 2)));
      tomcat.deploy(Archives.war(base.resolve("one##2.war"), Jars.of("okhttp-3.14")));
      answers.add(tomcat.get(page("/one/", proof, 3)));
      if (options.length > 0) {
        Proof.showsNoFault(tomcat.jvm(), CALLS);
      }
      beforeStop.at(tomcat.jvm());
      tomcat.jvm().terminate();
      return new Visited(answers, tomcat.jvm().await());
    }
  }

  private static String page(String context, Proof proof, int visit) {
    return context
        + "?base="
        + proof.base()
        + "&first="
        + visit * CALLS_PER_VISIT
        + "&client="
        + String.join("&client=", CLIENTS);
  }

  private static List<String> warnings(AgentJvm.Finished finished) {
    return finished
        .err()
        .lines()
        .filter(line -> line.startsWith("WARN") || line.startsWith("SEVERE"))
        .filter(line -> !line.startsWith("WARNING Creation of SecureRandom"))
        .toList();
  }

  /**
   * The JDK's client ends its thread some time after it was collected. One that is still there when
   * its application is stopped is a warning, and whether it is there alone, too, is chance.
   */
  private static void clientsAreGone(AgentJvm jvm) throws Exception {
    try (Beans beans = Beans.of(jvm.pid())) {
      assertThat(
              Patience.until(
                  () -> beans.live("jdk.internal.net.http.HttpClientImpl"), left -> left == 0))
          .isZero();
    }
  }

  /** A loader goes when the last thread that its library keeps does. */
  private static void oneIsGone(AgentJvm jvm) throws Exception {
    try (Beans beans = Beans.of(jvm.pid())) {
      List<Long> loaders =
          Patience.until(
              () ->
                  List.of(
                      beans.live("org.apache.catalina.loader.ParallelWebappClassLoader"),
                      beans.live("customerio.agent.instrumentation.weaving.BridgeClassLoader")),
              List.of(1L, 1L)::equals);
      assertThat(loaders).as("of web applications, and of ours to them").containsExactly(1L, 1L);
    }
  }
}
