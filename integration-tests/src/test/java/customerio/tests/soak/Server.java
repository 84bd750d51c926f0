package customerio.tests.soak;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.soak.app.Deployments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How {@link Deployments} is started, with all clients in their latest versions. */
final class Server {
  private static final Path CLIENTS = Path.of("..", "clients", "target", "jars");

  /** Those about whom another API is told: order is promised within one. */
  private static final String OTHER_PEOPLE = "s";

  private Server() {}

  static JvmCommand command(
      Simulator simulator, Path directory, Path logs, int calls, int pauseMillis)
      throws IOException {
    URI track = simulator.uri(Family.TRACK, Region.US);
    URI pipelines = simulator.uri(Family.PIPELINES, Region.US);
    return AgentJvm.of(Deployments.class)
        .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m")
        // what only a soft reference keeps is not held
        .options("-XX:SoftRefLRUPolicyMSPerMB=0")
        // JDK 17 keeps a class for each application's copy of an event of Flight Recorder
        .options("-Dio.netty.jfr.enabled=false")
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us="
                + track.getAuthority()
                + ";pipelines-us="
                + pipelines.getAuthority(),
            "endpoint.track-us=" + track,
            "endpoint.pipelines-us=" + pipelines,
            "queue.dir=" + directory.resolve("queue"),
            "client.apache5-async.enabled=true",
            // an outage of a test is over in seconds
            "breaker.open-duration=300ms",
            "breaker.max-open-duration=1s",
            "hold.base-delay=300ms",
            "hold.max-delay=1s",
            "transport.request-timeout=2s")
        .arguments(logs.toString(), Integer.toString(calls), Integer.toString(pauseMillis))
        .arguments(applications(track, pipelines).toArray(String[]::new));
  }

  private static List<String> applications(URI track, URI pipelines) throws IOException {
    List<String> all = new ArrayList<>();
    for (String speaker : List.of("JdkSpeaker", "JdkAsyncSpeaker", "UrlConnectionSpeaker")) {
      all.add(speaker + ' ' + track + " -");
    }
    all.add("OkHttpSpeaker " + track + ' ' + jars("okhttp"));
    all.add("RetrofitSpeaker " + track + ' ' + jars("retrofit"));
    all.add("FeignSpeaker " + track + ' ' + jars("feign"));
    all.add("Apache4Speaker " + track + ' ' + jars("apache4"));
    all.add("Hc5Speaker " + track + ' ' + jars("hc5"));
    all.add("Hc5AsyncSpeaker " + track + ' ' + jars("hc5"));
    all.add("ReactorNettySpeaker " + track + ' ' + jars("reactor-netty"));
    all.add("WebClientSpeaker " + track + ' ' + jars("webclient"));
    all.add("RestClientSpeaker " + track + ' ' + jars("spring"));
    all.add("SegmentSpeaker " + pipelines + ' ' + jars("segment") + ' ' + OTHER_PEOPLE);
    return all;
  }

  private static Path jars(String client) throws IOException {
    return Files.readString(CLIENTS.resolve("index"))
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 3 && words[0].equals(client) && words[1].equals("latest"))
        .map(words -> CLIENTS.resolve(client + '-' + words[2]))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no latest " + client + " in the index"));
  }
}
