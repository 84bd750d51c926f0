package customerio.agent.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Customer.io as a test wants it; keeps what it was sent. */
final class ScriptedTransport implements Transport {
  static final Reply OK = reply(200, "{}\n");

  private static final ObjectMapper JSON = new ObjectMapper();

  interface Script {
    Reply answer(Sent request) throws TransportException;
  }

  /**
   * @param operations the numbers of the operations in it, in order
   */
  record Sent(TransportRequest request, Duration at, List<Integer> operations) {
    boolean isBatch() {
      return request.target().endsWith("/batch");
    }

    /** Method, target and operations in short. */
    String line() {
      return request.method() + ' ' + request.target() + ' ' + operations;
    }
  }

  private final VirtualTime time;
  private final List<Sent> sent = new ArrayList<>();
  private Script script = request -> OK;
  private Consumer<Cancellation> duringSend = cancellation -> {};

  ScriptedTransport(VirtualTime time) {
    this.time = time;
  }

  static Reply reply(int status, String body, String... headers) {
    return new Reply(status, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  static TransportException broken() {
    return new TransportException("broke the exchange off", false, false, null);
  }

  static TransportException refusedConnection() {
    return new TransportException("refuses connections", true, false, null);
  }

  void script(Script script) {
    this.script = script;
  }

  /** One answer after the other, then 200 for ever. */
  void script(Reply... answers) {
    List<Reply> left = new ArrayList<>(List.of(answers));
    script = request -> left.isEmpty() ? OK : left.remove(0);
  }

  void duringSend(Consumer<Cancellation> action) {
    duringSend = action;
  }

  @Override
  public Reply send(TransportRequest request, Cancellation cancellation) throws TransportException {
    Sent now = new Sent(request, time.elapsed(), operations(request));
    sent.add(now);
    duringSend.accept(cancellation);
    return script.answer(now);
  }

  @Override
  public void close() {}

  List<Sent> sent() {
    return sent;
  }

  List<String> lines() {
    return sent.stream().map(Sent::line).toList();
  }

  List<List<Integer>> operations() {
    return sent.stream().map(Sent::operations).toList();
  }

  List<Duration> times() {
    return sent.stream().map(Sent::at).toList();
  }

  private static List<Integer> operations(TransportRequest request) {
    List<Integer> numbers = new ArrayList<>();
    if (request.body().length == 0) {
      return numbers;
    }
    try {
      JsonNode body = JSON.readTree(request.body());
      if (request.target().endsWith("/batch")) {
        body.get("batch")
            .forEach(item -> item.findValues("n").forEach(n -> numbers.add(n.asInt())));
      } else if (body.findValue("n") != null) {
        numbers.add(body.findValue("n").asInt());
      }
      return numbers;
    } catch (IOException notJson) {
      return numbers;
    }
  }
}
