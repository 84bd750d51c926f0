package customerio.tests.differential;

import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.http.PortReservation;
import customerio.tests.differential.client.Scenes;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whom one run of the program calls, and how the agent is told of them. */
final class Surroundings implements AutoCloseable {
  private final Simulator customerio = Simulator.start();
  private final AnswerServer answers = AnswerServer.onDemand();
  private final AnswerServer challenging = AnswerServer.challenging();
  private final AnswerServer foreign = AnswerServer.echo();
  private final SilentServer silent = new SilentServer();
  private final SilentServer silentPipelines = new SilentServer();

  private PortReservation kept;

  Surroundings() throws Exception {
    customerio
        .faults()
        .add(
            FaultRule.named(Scenes.UNANSWERED)
                .path("/customers/" + Scenes.UNANSWERED)
                .cut(Cut.HANG_BEFORE));
  }

  /** In the order of the program's arguments. */
  List<String> bases() {
    return List.of(
        base(Family.TRACK),
        base(Family.PIPELINES),
        answers.base(),
        challenging.base(),
        silent.base(),
        silentPipelines.base(),
        foreign.base());
  }

  private String base(Family family) {
    return customerio.uri(family, Region.US).toString();
  }

  List<String> settings(Path queue) {
    List<String> settings = new ArrayList<>();
    List<String> extra = new ArrayList<>();
    List<String> roles =
        List.of("track-us", "pipelines-us", "app-us", "track-eu", "app-eu", "pipelines-eu");
    for (int i = 0; i < roles.size(); i++) {
      String base = bases().get(i);
      extra.add(roles.get(i) + '=' + base.substring("http://".length()));
      settings.add("endpoint." + roles.get(i) + '=' + base);
    }
    settings.add("hosts.extra=" + String.join(";", extra));
    settings.add("queue.dir=" + queue);
    // no reason to wait in a test
    settings.add("rate-limit.app=1000/s");
    settings.add("retry.base-delay=10ms");
    // nor for the silent server, which has got a call that it will never answer
    settings.add("shutdown.timeout=100ms");
    // far beyond what the applications of the contract are willing to wait
    settings.add("transport.connect-timeout=60s");
    settings.add("transport.request-timeout=100s");
    return settings;
  }

  /** Does what the program asks for before it goes on. */
  void when(String prompt) throws InterruptedException {
    switch (prompt) {
      case "INTERRUPT", "CANCEL" -> silent.awaitRequest("case=" + prompt);
      case "ANSWERING_THREAD" -> answers.give();
      case "NOBODY_LISTENS" -> {
        // first, or the next server that a test starts anywhere is given this port, and listens
        kept = new PortReservation(URI.create(answers.base()).getPort());
        answers.close();
      }
      default -> throw new IllegalArgumentException(prompt);
    }
  }

  /** Connections to Track that the program has opened so far. */
  long connections() {
    return customerio
        .stats()
        .connectionsAccepted(new customerio.simulator.Host(Family.TRACK, Region.US));
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.close();
    }
    silentPipelines.close();
    silent.close();
    foreign.close();
    challenging.close();
    answers.close();
    customerio.close();
  }
}
