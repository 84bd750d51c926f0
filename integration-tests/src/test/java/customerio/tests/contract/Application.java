package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.differential.client.Ask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running application with the built agent, and the Customer.io that it calls; both serve all
 * cases of a class. A case has a {@link Workspace} of its own, so none sees another's operations.
 */
final class Application implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {
  /** Some thousandths of a second between two tries, and no breaker between the cases. */
  static final List<String> IMPATIENT =
      List.of(
          "retry.base-delay=5ms",
          "retry.max-delay=5ms",
          "hold.base-delay=5ms",
          "breaker.failure-threshold=1000000",
          // on a busy machine an answer may take long, and a repetition would be one request more
          "transport.request-timeout=60s",
          // cases compare all that Customer.io got
          "region.check=false",
          "pipelines.key-check=false");

  private final List<String> settings = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> otherPlaces = new HashMap<>();
  private Simulator simulator;
  private Path directory;
  private AgentJvm jvm;
  private int commands;
  private int workspaces;
  private int numbers;

  private Application(List<String> settings) {
    this.settings.addAll(settings);
  }

  static Application with(String... settings) {
    return new Application(
        Stream.concat(IMPATIENT.stream(), Stream.of(settings)).collect(Collectors.toList()));
  }

  /** Of the JVM, from its next start on. */
  Application option(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** What the application calls in place of a host of Customer.io's, from its next start on. */
  Application place(String host, String url) {
    otherPlaces.put(host, url);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    simulator = Simulator.start();
    directory = Files.createTempDirectory("contract");
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    jvm.kill();
    simulator.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    simulator.faults().clear();
    simulator.regions().reset();
  }

  int nextNumber() {
    return ++numbers;
  }

  Simulator simulator() {
    return simulator;
  }

  /** One that no other case uses, in the US. */
  Workspace workspace() {
    return new Workspace(this, "", "case" + ++workspaces);
  }

  Workspace europeanWorkspace() {
    return new Workspace(this, "eu-", "case" + ++workspaces);
  }

  /** Where the application calls that host. */
  String base(Family family, Region region) {
    return simulator.uri(family, region).toString();
  }

  /** Kills the application and starts it again, with some settings changed. */
  void restart(String... changes) throws Exception {
    jvm.kill();
    for (String change : changes) {
      String key = change.substring(0, change.indexOf('=') + 1);
      settings.removeIf(setting -> setting.startsWith(key));
      settings.add(change);
    }
    start();
  }

  /** What it has printed on standard error, once there is such a line. */
  String awaitErrorLine(String beginning) throws InterruptedException {
    return jvm.awaitErrorLine(beginning);
  }

  Reply send(String client, Ask ask) throws InterruptedException {
    return Spoken.reply(does("send " + client + ' ' + Spoken.line(ask)));
  }

  void begin(String client, Ask ask) throws InterruptedException {
    does("begin " + client + ' ' + Spoken.line(ask));
  }

  /** The end of the call that was begun. */
  Reply end() throws InterruptedException {
    return Spoken.reply(does("end -"));
  }

  /** As the bean counts. */
  long count(String attribute) throws InterruptedException {
    return Long.parseLong(does("bean " + attribute));
  }

  /** Until the bean has counted so far. */
  void awaitCount(String attribute, long expected) throws InterruptedException {
    assertThat(does("await " + attribute + ' ' + expected))
        .as(attribute)
        .isEqualTo(Long.toString(expected));
  }

  /** Until so many destinations have one operation pending, and wait for that. */
  void awaitDestinations(int count, String waitingFor) throws InterruptedException {
    String shown = does("destinations " + count + " 1 " + waitingFor);
    assertThat(shown.split(" 1 " + waitingFor + ";", -1)).as(shown).hasSize(count + 1);
  }

  /** Nothing waits any more, in no workspace. */
  void awaitDrained() throws InterruptedException {
    if (!does("await Pending 0").equals("0")) {
      throw new AssertionError("still pending: " + does("bean Destinations"));
    }
  }

  /**
   * @return what it printed behind the equals sign
   */
  String does(String command) throws InterruptedException {
    int number = ++commands;
    jvm.tell(number + " " + command);
    String beginning = number + " = ";
    return jvm.awaitLine(beginning).substring(beginning.length());
  }

  private void start() throws IOException, InterruptedException {
    JvmCommand command =
        AgentJvm.of(Program.class)
            .classPath(newestOkHttp().resolve("*"))
            // its life is too short for more
            .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .options("-Djdk.net.hosts.file=" + namesThatStayHere())
            .options(options.toArray(String[]::new));
    jvm =
        command
            .agent(
                AgentJar.built(),
                Stream.concat(
                        Stream.of(
                            "hosts.extra=" + places(), "queue.dir=" + directory.resolve("queue")),
                        settings.stream())
                    .toArray(String[]::new))
            .start();
    jvm.awaitLine("ready");
    commands = 0;
  }

  private static Path newestOkHttp() throws IOException {
    try (Stream<Path> clients = Files.list(Path.of("..", "clients", "target", "jars"))) {
      return clients
          .filter(client -> client.getFileName().toString().startsWith("okhttp-"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  /** Whatever happens, no call of a test leaves this machine. */
  private Path namesThatStayHere() throws IOException {
    Path hosts = directory.resolve("hosts");
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    for (String name : List.of("track", "track-eu", "cdp", "cdp-eu", "api", "api-eu")) {
      lines.append("127.0.0.1 ").append(name).append(".customer.io\n");
    }
    return Files.writeString(hosts, lines);
  }

  private String places() {
    return Host.values().stream()
        .map(
            host ->
                host.label()
                    + '='
                    + otherPlaces.getOrDefault(host.label(), simulator.uri(host).getAuthority()))
        .collect(Collectors.joining(";"));
  }
}
