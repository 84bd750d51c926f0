package customerio.tests.egress;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Customer.io is behind a proxy, which alone knows its address, and a gateway with certificates of
 * the company's own.
 */
class OwnWayIT {
  private static final String[] OKHTTP = {"3.12.13", "5.5.1"};

  @TempDir static Path directory;

  private static TestKeys keys;
  private static Gateway gateway;
  private static TunnelProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    keys = TestKeys.generate(directory);
    gateway = Gateway.start(keys.ofGateway());
    proxy = TunnelProxy.to(gateway.port());
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
    gateway.close();
  }

  /** The agent's transport would not get there: what it took over would never arrive. */
  @Test
  void wayThatOnlyTheClientKnows_isLeftToIt() throws Exception {
    AgentJvm.Finished finished =
        run(OKHTTP[1], List.of(), "jdk own", "urlconnection own", "okhttp own");

    assertThat(finished.out().lines())
        .as(finished.err())
        .containsExactly(
            "jdk own = 200",
            "urlconnection own = 200",
            "okhttp own = 200",
            "passed through = 3",
            "accepted = 0");
    assertThat(gateway.arrived())
        .contains(
            "jdk own by CN=application",
            "urlconnection own by CN=application",
            "okhttp own by CN=application");
    assertThat(finished.err().lines().filter(line -> line.contains("are left to it because")))
        .hasSize(3)
        .allMatch(line -> line.contains("its proxy is not the one of the JVM"));
  }

  /** Said to the JVM as well, it is the agent's way. */
  @ParameterizedTest
  @ValueSource(strings = {"3.12.13", "5.5.1"})
  void sameWayOfTheJvm_isTaken_andOthersAreNot(String okHttp) throws Exception {
    AgentJvm.Finished finished =
        run(
            okHttp,
            jvmWide(),
            "jdk first",
            "jdk default",
            "jdk own",
            "urlconnection default",
            "urlconnection own",
            "okhttp default",
            "okhttp own",
            "jdk direct",
            "jdk parameters",
            "urlconnection direct",
            "urlconnection verifier",
            "okhttp direct",
            "okhttp dns",
            "okhttp pins",
            "okhttp otherpins",
            "okhttp verifier",
            "okhttp specs");

    assertThat(finished.out().lines())
        .as(finished.err())
        .containsExactly(
            "jdk first = 200",
            "jdk default = 200 queued",
            "jdk own = 200 queued",
            "urlconnection default = 200 queued",
            "urlconnection own = 200 queued",
            "okhttp default = 200 queued",
            "okhttp own = 200 queued",
            "jdk direct = ! UnresolvedAddressException",
            "jdk parameters = 200",
            "urlconnection direct = ! UnknownHostException",
            "urlconnection verifier = 200",
            "okhttp direct = ! UnknownHostException",
            "okhttp dns = 200",
            "okhttp pins = ! SSLPeerUnverifiedException",
            "okhttp otherpins = 200 queued",
            "okhttp verifier = 200",
            "okhttp specs = 200",
            "passed through = 9",
            "accepted = 7");
    assertThat(new TreeSet<>(gateway.arrived()))
        .contains(
            "jdk first by CN=application",
            "jdk default by CN=application",
            "urlconnection default by CN=application",
            "okhttp default by CN=application",
            "okhttp verifier by nobody");
  }

  @Test
  void userWhoKnowsBetter_hasThemTakenOver() throws Exception {
    List<String> jvmWide = jvmWide();
    jvmWide.add("-Dcustomerio.agent.transport.own-way=take-over");
    AgentJvm.Finished finished =
        run(OKHTTP[1], jvmWide, "jdk first", "jdk direct", "urlconnection verifier", "okhttp pins");

    assertThat(finished.out().lines())
        .as(finished.err())
        .containsExactly(
            "jdk first = 200",
            "jdk direct = 200 queued",
            "urlconnection verifier = 200 queued",
            "okhttp pins = 200 queued",
            "passed through = 0",
            "accepted = 3");
  }

  @Test
  void wayThatOnlyAnApacheClientKnows_isLeftToIt() throws Exception {
    AgentJvm.Finished finished =
        run(OKHTTP[1], List.of(), "apache4 own", "apache5 own", "apache5-async own");

    assertThat(finished.out().lines())
        .as(finished.err())
        .containsExactly(
            "apache4 own = 200",
            "apache5 own = 200",
            "apache5-async own = 200",
            "passed through = 3",
            "accepted = 0");
    assertThat(gateway.arrived())
        .contains(
            "apache4 own by CN=application",
            "apache5 own by CN=application",
            "apache5-async own by CN=application");
  }

  @Test
  void sameWayOfTheJvm_isTakenFromApachesClients_andOthersAreNot() throws Exception {
    AgentJvm.Finished finished =
        run(
            OKHTTP[1],
            jvmWide(),
            "jdk first",
            "apache4 system",
            "apache5 system",
            "apache5-async system",
            "apache4 direct",
            "apache5 direct",
            "apache5-async direct",
            "apache4 verifier",
            "apache5 verifier",
            "apache5-async verifier");

    assertThat(finished.out().lines())
        .as(finished.err())
        .containsExactly(
            "jdk first = 200",
            "apache4 system = 200 queued",
            "apache5 system = 200 queued",
            "apache5-async system = 200 queued",
            "apache4 direct = ! UnknownHostException",
            "apache5 direct = ! UnknownHostException",
            "apache5-async direct = ! UnknownHostException",
            "apache4 verifier = 200",
            "apache5 verifier = 200",
            "apache5-async verifier = 200",
            "passed through = 6",
            "accepted = 3");
  }

  private static List<String> jvmWide() {
    List<String> options = new ArrayList<>(List.of(keys.options()));
    options.add("-Dhttps.proxyHost=127.0.0.1");
    options.add("-Dhttps.proxyPort=" + proxy.port());
    return options;
  }

  private static AgentJvm.Finished run(String okHttp, List<String> options, String... ways)
      throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 localhost\n");
    List<String> arguments = new ArrayList<>();
    arguments.add("https://" + TestKeys.GATEWAY);
    arguments.add(String.valueOf(proxy.port()));
    arguments.add(directory.toString());
    arguments.addAll(List.of(ways));
    JvmCommand command =
        AgentJvm.of(WayCaller.class)
            .options("-Djdk.net.hosts.file=" + hosts)
            .options(options.toArray(String[]::new))
            .classPath(jars("okhttp-" + okHttp))
            .classPath(jars("apache4-4.5.14"))
            .classPath(jars("hc5-5.6.5"))
            .agent(
                AgentJar.built(),
                "hosts.extra=track-us=https://" + TestKeys.GATEWAY,
                "region.check=false",
                // a first call and its handshake have the time that a busy machine needs
                "transport.connect-timeout=60s",
                "transport.request-timeout=100s",
                "queue.dir=" + Files.createTempDirectory(directory, "queue"))
            .arguments(arguments.toArray(String[]::new));
    return command.start().await();
  }

  private static Path[] jars(String client) throws Exception {
    try (Stream<Path> jars = Files.list(Path.of("../clients/target/jars", client))) {
      return jars.map(Path::toAbsolutePath).toArray(Path[]::new);
    }
  }
}
