package customerio.agent.operations;

import customerio.agent.atrest.KeyRing;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.RequestReader;
import customerio.agent.customerio.Rules;
import customerio.agent.customerio.UlidSource;
import customerio.agent.intake.Routings;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The queue of an application that says things about people, one JVM after the other. */
final class ShopQueue implements AutoCloseable {
  static final String KEY = "Basic c2hvcDpzZWNyZXQta2V5";
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  /** Of the rejected and the given up, in the order in which they were. */
  static final Settlement REJECTED = new Settlement.Dead("rejected: identifiers.id:invalid");

  static final Settlement EXPIRED = new Settlement.Dead("expired");

  final Path directory;
  final List<String> log = new ArrayList<>();
  final CredentialVault credentials;
  final long credential;
  DiskQueueSettings settings =
      DiskQueueSettings.defaults()
          .withSegmentBytes(4096)
          .withDeadLetterBytes(64 << 10)
          .withMinFreeBytes(0);
  DiskQueue queue;

  /** Id → ticket, of what was said in this JVM or taken over by it. */
  final Map<String, Ticket> tickets = new LinkedHashMap<>();

  private Instant now = START;
  private final UlidSource ids = new UlidSource(clock(), new Random(1));

  ShopQueue(Path directory) {
    this.directory = directory;
    credentials = CredentialVault.open(directory, KeyRing.NONE, log::add);
    credential = credentials.learn(KEY);
    credentials.accepted(credential);
    start();
  }

  Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void start() {
    queue = DiskQueue.open(directory, settings, clock(), log::add);
  }

  /** Takes over what is there. */
  void adopt() {
    tickets.clear();
    queue.adopt(
        ticket -> {
          try {
            tickets.put(OperationCodec.decode(queue.read(ticket)).id(), ticket);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** A new JVM, with everything taken over. */
  void restart() {
    queue.close();
    start();
    adopt();
  }

  String identify(String person) {
    return say(
        Endpoint.TRACK_IDENTIFY, "PUT", "/api/v1/customers/" + person, "{\"plan\":\"gold\"}");
  }

  String event(String person) {
    return say(
        Endpoint.TRACK_EVENT,
        "POST",
        "/api/v1/customers/" + person + "/events",
        "{\"name\":\"bought\"}");
  }

  String page(String person) {
    return say(
        Endpoint.PIPELINES_PAGE,
        "POST",
        "/v1/page",
        "{\"userId\":\"" + person + "\",\"name\":\"x\"}");
  }

  /**
   * @return the id
   */
  String say(Endpoint endpoint, String method, String target, String body) {
    String id = ids.next();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Operation operation =
        new Operation(
            id,
            now.toEpochMilli(),
            endpoint,
            Region.US,
            credential,
            method,
            target,
            "application/json",
            bytes,
            null);
    Reading.Understood reading =
        (Reading.Understood) RequestReader.read(endpoint, target, bytes, Rules.DEFAULT);
    try {
      tickets.put(
          id,
          queue.append(
              new Routings(credentials).of(endpoint.api(), Region.US, credential, reading),
              now.toEpochMilli(),
              OperationCodec.encode(operation)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return id;
  }

  void settle(String id, Settlement settlement) {
    queue.settle(List.of(tickets.remove(id)), settlement);
  }

  OfflineQueue offline() throws IOException {
    return OfflineQueue.open(directory, null, clock(), log::add);
  }

  Editor editor() {
    return new Editor(
        queue, queue, credentials, Rules.DEFAULT, clock(), () -> log.add("unseen"), log::add);
  }

  /** What waits and what was given up, as {@code ID state kind reason}. */
  static List<String> all(QueueOperations operations) throws IOException {
    return operations.list(Selection.ALL, 1000, "").operations().stream()
        .map(ShopQueue::line)
        .toList();
  }

  static String line(OperationView view) {
    return (view.id() + ' ' + view.state() + ' ' + view.kind() + ' ' + view.reason()).trim();
  }

  @Override
  public void close() {
    queue.close();
  }
}
