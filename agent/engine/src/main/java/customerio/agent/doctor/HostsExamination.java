package customerio.agent.doctor;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.config.HostRole;
import customerio.agent.config.RegionChoice;
import customerio.agent.transport.TransportException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The hosts of Customer.io, or what stands in for them: DNS, TCP and TLS with their times, an
 * answer over the agent's own transport, and by its {@code Date} the clock of this machine. All at
 * once, as a firewall that swallows packets takes its time with each.
 */
final class HostsExamination implements Examination {
  private static final Duration MOST_SKEW = Duration.ofSeconds(30);
  private static final int SERVER_ERRORS = 500;

  private final Clock clock;

  HostsExamination(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param skew how far this machine's clock is ahead; null if the host did not say
   */
  private record Visited(Finding finding, Duration skew) {}

  @Override
  public List<Finding> look(Patient patient) {
    List<HostRole> roles = roles(patient.settings().accounts().region());
    ExecutorService threads = Executors.newFixedThreadPool(roles.size(), HostsExamination::daemon);
    try (Wire wire = new Wire(patient.settings().transport().connectTimeout())) {
      List<CompletableFuture<Visited>> visits = new ArrayList<>();
      for (HostRole role : roles) {
        URI server = patient.settings().endpoints().get(role);
        Duration timeout = patient.settings().transport().connectTimeout();
        visits.add(
            CompletableFuture.supplyAsync(() -> visit(name(role), server, timeout, wire), threads));
      }
      List<Visited> visited = visits.stream().map(CompletableFuture::join).toList();
      List<Finding> findings = new ArrayList<>();
      visited.forEach(one -> findings.add(one.finding()));
      if (visited.stream().allMatch(one -> one.finding().verdict() != Verdict.OK)) {
        findings.add(
            Finding.fail(
                "hosts",
                "none of them answers: whatever is accepted waits on disk",
                "let this machine reach those that the application calls"));
      }
      clock(visited, findings);
      return findings;
    } finally {
      threads.shutdown();
    }
  }

  private static List<HostRole> roles(RegionChoice region) {
    return List.of(HostRole.values()).stream()
        .filter(role -> region != RegionChoice.US || !name(role).endsWith("-eu"))
        .filter(role -> region != RegionChoice.EU || !name(role).endsWith("-us"))
        .toList();
  }

  private Visited visit(String name, URI server, Duration timeout, Wire wire) {
    String host = server.getHost() + ": ";
    Route route = Route.to(server, timeout);
    if (!route.failure().isEmpty()) {
      String steps = route.text().isEmpty() ? "" : route.text() + ", then ";
      return silent(name, host + steps + route.failure());
    }
    try {
      // the first answer takes the time in which this JVM loads an HTTP client
      wire.get(server, "", Headers.NONE);
      Instant before = clock.instant();
      Reply reply = wire.get(server, "", Headers.NONE);
      Duration took = Duration.between(before, clock.instant());
      String what =
          host + route.text() + ", answers " + reply.status() + " in " + took.toMillis() + " ms";
      Duration skew = Skew.of(reply.headers().first("Date"), before.plus(took.dividedBy(2)));
      return new Visited(
          reply.status() < SERVER_ERRORS
              ? Finding.ok(name, what)
              : Finding.warn(name, what, "Customer.io is not well, or a proxy in between is not"),
          skew);
    } catch (TransportException failure) {
      return silent(name, host + route.text() + ", then " + failure.getMessage());
    }
  }

  /** Which hosts the application calls is not known, and a firewall may let through just these. */
  private static Visited silent(String name, String what) {
    return new Visited(
        Finding.warn(
            name,
            what,
            "if the application calls it, let this machine reach it: DNS, firewall, proxy,"
                + " truststore"),
        null);
  }

  private static void clock(List<Visited> visited, List<Finding> findings) {
    Duration smallest = null;
    for (Visited one : visited) {
      if (one.skew() != null
          && (smallest == null || one.skew().abs().compareTo(smallest.abs()) < 0)) {
        smallest = one.skew();
      }
    }
    if (smallest == null) {
      findings.add(Finding.warn("clock", "nobody was there to compare with", "look at it by hand"));
    } else if (smallest.abs().compareTo(MOST_SKEW) > 0) {
      findings.add(
          Finding.warn(
              "clock",
              "this machine is "
                  + smallest.abs().toSeconds()
                  + " s "
                  + (smallest.isNegative() ? "behind" : "ahead")
                  + ": events that waited get wrong times, and webhooks may look stale",
              "let NTP set it"));
    } else {
      findings.add(Finding.ok("clock", "right, give or take " + MOST_SKEW.toSeconds() + " s"));
    }
  }

  static String name(HostRole role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "customerio-agent-doctor");
    thread.setDaemon(true);
    return thread;
  }
}
