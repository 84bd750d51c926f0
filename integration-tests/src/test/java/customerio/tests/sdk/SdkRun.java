package customerio.tests.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.http.RequestLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One program from its start to its end.
 *
 * @param said what it printed, without who answered
 * @param answeredByTheAgent how often
 * @param arrived at Customer.io, by person
 * @param requests as they were on the wire
 */
record SdkRun(
    List<String> said,
    long answeredByTheAgent,
    Map<String, List<String>> arrived,
    List<RequestLog.Entry> requests) {
  private static final String ANSWERED_BY = "answered by ";

  /** Gets the base address of Track, and that of Pipelines. */
  interface Program {
    JvmCommand at(String track, String pipelines);
  }

  static SdkRun alone(Program program) throws InterruptedException {
    return of(program, null, null);
  }

  /** When the program is over, all has been delivered: the agent has waited for that. */
  static SdkRun withAgent(Program program, Path agent, Path queue) throws InterruptedException {
    return of(program, agent, queue);
  }

  private static SdkRun of(Program program, Path agent, Path queue) throws InterruptedException {
    try (Simulator simulator = Simulator.start()) {
      String track = simulator.uri(Family.TRACK, Region.US).toString();
      String pipelines = simulator.uri(Family.PIPELINES, Region.US).toString();
      JvmCommand command = program.at(track, pipelines);
      if (agent != null) {
        command.agent(agent, settings(track, pipelines, queue));
      }
      try (AgentJvm jvm = command.start()) {
        AgentJvm.Finished finished = jvm.await();
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(finished.err()).doesNotContain("suppressed");
        return new SdkRun(
            finished.out().lines().filter(line -> !line.startsWith(ANSWERED_BY)).toList(),
            finished.out().lines().filter(line -> line.equals(ANSWERED_BY + "the agent")).count(),
            Arrived.byPerson(simulator.arrivals().all()),
            simulator.requests().all());
      }
    }
  }

  private static String[] settings(String track, String pipelines, Path queue) {
    return new String[] {
      "hosts.extra=track-us=" + authority(track) + ";pipelines-us=" + authority(pipelines),
      "endpoint.track-us=" + track,
      "endpoint.pipelines-us=" + pipelines,
      "queue.dir=" + queue,
      // until the first call is answered and all is delivered, however long that takes
      "transport.request-timeout=100s",
      "shutdown.timeout=100s"
    };
  }

  private static String authority(String base) {
    return base.substring("http://".length());
  }
}
