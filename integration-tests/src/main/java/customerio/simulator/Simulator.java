package customerio.simulator;

import customerio.simulator.accounts.Accounts;
import customerio.simulator.accounts.RegionRules;
import customerio.simulator.control.Control;
import customerio.simulator.faults.Faults;
import customerio.simulator.http.RequestLog;
import customerio.simulator.http.SimulatorServer;
import customerio.simulator.http.Wire;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.Arrivals;
import customerio.simulator.state.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Customer.io on loopback: its hosts, each on a port of its own, and a port to watch and disturb
 * them. Which credentials are good: {@link Accounts}. Thread-safe.
 *
 * <pre>
 *   track-us  track-eu  pipelines-us  pipelines-eu  app-us  app-eu      control
 *      └─────────┴───────────┴──────┬──────┴───────────┴──────┘            │
 *                  faults: latency, status, reset, hang, trickle ◀─────────┤
 *                      routes ─▶ credential ─▶ validation                  │
 *                                   ▼                                      │
 *                   state: people, events, objects; arrivals ◀─────────────┘
 * </pre>
 */
public final class Simulator implements AutoCloseable {

  private final SimulatorServer server = new SimulatorServer();
  private final RegionRules regions = new RegionRules(this::uri);
  private final Backend backend;

  private Simulator(Ports ports, Clock clock) {
    backend = new Backend(clock, regions, server.faults());
    for (Host host : Host.values()) {
      server.listen(host, ports.of(host.label()), backend.api(host.family()));
    }
    server.listenForControl(ports.of(SimulatorServer.CONTROL), new Control(this).handler());
    server.start();
  }

  /** On free ports, with the system's clock. */
  public static Simulator start() {
    return start(Ports.FREE, Clock.systemUTC());
  }

  /**
   * @param clock dates what arrives; latencies run on real time all the same
   * @throws IllegalStateException when a port is taken
   */
  public static Simulator start(Ports ports, Clock clock) {
    return new Simulator(ports, clock);
  }

  /** Where that host listens, without a slash at the end. */
  public URI uri(Family family, Region region) {
    return uri(new Host(family, region));
  }

  public URI uri(Host host) {
    return server.uri(host.label());
  }

  public URI controlUri() {
    return server.uri(SimulatorServer.CONTROL);
  }

  /** By listener, {@code control} last. */
  public Map<String, Integer> ports() {
    return server.ports();
  }

  public Accounts accounts() {
    return backend.accounts();
  }

  /** What happens to calls that reach the wrong data centre. */
  public RegionRules regions() {
    return regions;
  }

  public Faults faults() {
    return server.faults();
  }

  public State state() {
    return backend.state();
  }

  public Arrivals arrivals() {
    return state().arrivals();
  }

  /** What went over the wire, in numbers. */
  public Wire stats() {
    return server.wire();
  }

  /** The last requests as they were on the wire. */
  public RequestLog requests() {
    return server.log();
  }

  /**
   * Waits until that many operations were processed, whatever became of them.
   *
   * @return all so far
   * @throws AssertionError when the time is over first
   */
  public List<Arrival> awaitArrivals(int count, Duration atMost) {
    return arrivals().await(count, atMost);
  }

  /** Closes the host's port and its connections: connecting is refused from now on. */
  public void refuse(Family family, Region region) {
    server.open(new Host(family, region).label(), false);
  }

  /** Listens again, on the same port. */
  public void accept(Family family, Region region) {
    server.open(new Host(family, region).label(), true);
  }

  @Override
  public void close() {
    server.close();
  }
}
