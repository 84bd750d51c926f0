package customerio.tests.history;

import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.delivery.VirtualTime;
import customerio.agent.queue.disk.MemoryDisk;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import customerio.simulator.Backend;
import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.http.ApiReply;
import customerio.simulator.http.ApiRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Between the application's process and Customer.io. Each process has its own connection. */
final class Network {
  private final Backend customerio;
  private final MemoryDisk process;
  private final VirtualTime time;
  private final Duration halfLatency;
  private final Map<String, Instant> done = new HashMap<>();
  private Weather weather = Weather.CLEAR;
  private int requestsLeft;
  private long number;
  private Transport connected = new Connection();
  private Runnable meanwhile = () -> {};

  /**
   * @param process dies where the weather says so; the dead send nothing
   */
  Network(Backend customerio, MemoryDisk process, VirtualTime time, int latencyMillis) {
    this.customerio = customerio;
    this.time = time;
    this.halfLatency = Duration.ofMillis(latencyMillis / 2);
    this.process = process;
  }

  void become(Weather next, int requests) {
    weather = next;
    requestsLeft = requests;
  }

  /** What the application does while a delivery is under way. */
  void meanwhile(Runnable doing) {
    meanwhile = doing;
  }

  /** The connection of the process that lives. */
  Transport connection() {
    return connected;
  }

  /** When Customer.io has done a call that did not come out of the queue; null if it has not. */
  Instant doneAt(int callNumber) {
    return done.get(Integer.toString(callNumber));
  }

  /** For the process that starts now; those of earlier ones are dead. */
  Transport connect() {
    connected = new Connection();
    return connected;
  }

  private final class Connection implements Transport {

    @Override
    public Reply send(TransportRequest request, Cancellation cancellation)
        throws TransportException {
      String call = request.headers().first(HttpCall.NUMBER);
      if (call == null) {
        meanwhile.run();
      }
      if (process.isDead() || connected != this) {
        throw broken(true, false);
      }
      return transmit(request, call);
    }

    @Override
    public void close() {}
  }

  private Reply transmit(TransportRequest request, String call) throws TransportException {
    Family family =
        request.server().getHost().startsWith("track") ? Family.TRACK : Family.PIPELINES;
    Weather now = next(family);
    Reply reply = null;
    time.elapse(halfLatency);
    if (now.isProcessed()) {
      reply = answer(family, request);
      if (call != null && reply.status() == 200) {
        done.putIfAbsent(call, time.clock().instant());
      }
    }
    time.elapse(halfLatency);
    if (now.kills()) {
      process.die();
    }
    return switch (now) {
      case CLEAR -> reply;
      case UNWELL -> status(503);
      case GATEWAY_TIMEOUT -> status(504);
      case THROTTLED -> status(429);
      case THROTTLED_FOR_7S -> status(429, "Retry-After", "7");
      case UNAUTHORIZED -> status(401);
      case HANGS, HANGS_AFTERWARDS -> throw broken(false, true);
      case CONNECTION_REFUSED -> throw broken(true, false);
      case REPLY_LOST, KILLED_BEFORE, KILLED_AFTER -> throw broken(false, false);
    };
  }

  private Reply answer(Family family, TransportRequest request) {
    ApiReply reply =
        customerio.answer(
            new ApiRequest(
                ++number,
                new Host(family, Region.US),
                request.method(),
                request.target(),
                null,
                headers(request.headers()),
                request.body()));
    List<Header> lines = new ArrayList<>();
    reply.headers().forEach((name, value) -> lines.add(new Header(name, value)));
    return new Reply(reply.status(), Headers.of(lines), reply.body());
  }

  private Weather next(Family family) {
    if (requestsLeft == 0) {
      return Weather.CLEAR;
    }
    requestsLeft--;
    return weather == Weather.UNAUTHORIZED && family != Family.TRACK ? Weather.CLEAR : weather;
  }

  private static Map<String, List<String>> headers(Headers headers) {
    Map<String, List<String>> byName = new TreeMap<>();
    headers.forEach(
        line -> byName.put(line.name().toLowerCase(Locale.ROOT), List.of(line.value())));
    return byName;
  }

  private static Reply status(int status, String... headers) {
    return new Reply(status, Headers.of(headers), new byte[0]);
  }

  private static TransportException broken(boolean nothingSent, boolean timedOut) {
    return new TransportException("the exchange broke off", nothingSent, timedOut, null);
  }
}
