package customerio.tests.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.util.function.UnaryOperator;

/** Agents with a defect, made by what stands between a sound one and the network. */
abstract class Sabotage implements Transport {
  private static final Reply DONE = new Reply(200, Headers.NONE, "{}\n".getBytes(ISO_8859_1));

  final Transport network;

  private Sabotage(Transport network) {
    this.network = network;
  }

  abstract Reply deliver(TransportRequest request, Cancellation cancellation)
      throws TransportException;

  /** What the application waits for goes through as it is. */
  @Override
  public Reply send(TransportRequest request, Cancellation cancellation) throws TransportException {
    return request.headers().contains(HttpCall.NUMBER)
        ? network.send(request, cancellation)
        : deliver(request, cancellation);
  }

  @Override
  public void close() {
    network.close();
  }

  /** The first delivery is settled and was never sent. */
  static UnaryOperator<Transport> losesOne() {
    return network ->
        new Sabotage(network) {
          private boolean lost;

          @Override
          Reply deliver(TransportRequest request, Cancellation cancellation)
              throws TransportException {
            if (!lost) {
              lost = true;
              return DONE;
            }
            return network.send(request, cancellation);
          }
        };
  }

  /** Each delivery leaves after the next one. */
  static UnaryOperator<Transport> letsOvertake() {
    return network ->
        new Sabotage(network) {
          private TransportRequest heldUp;

          @Override
          Reply deliver(TransportRequest request, Cancellation cancellation)
              throws TransportException {
            if (heldUp == null) {
              heldUp = request;
              return DONE;
            }
            TransportRequest first = request;
            TransportRequest second = heldUp;
            heldUp = null;
            network.send(first, cancellation);
            return network.send(second, cancellation);
          }
        };
  }

  /** Each delivery is made twice, and the events in it have no id by which that could be seen. */
  static UnaryOperator<Transport> repeatsWithoutIds() {
    return network ->
        new Sabotage(network) {
          @Override
          Reply deliver(TransportRequest request, Cancellation cancellation)
              throws TransportException {
            TransportRequest bare = rewritten(request, "\"id\":\"01[0-9A-Z]{24}\",", "");
            network.send(bare, cancellation);
            return network.send(bare, cancellation);
          }
        };
  }

  /** What was said about the first person arrives as said about the second. */
  static UnaryOperator<Transport> mistakesPeople() {
    return network ->
        new Sabotage(network) {
          @Override
          Reply deliver(TransportRequest request, Cancellation cancellation)
              throws TransportException {
            return network.send(rewritten(request, "\\bh1\\b", "h2"), cancellation);
          }
        };
  }

  private static TransportRequest rewritten(TransportRequest request, String from, String to) {
    return new TransportRequest(
        request.method(),
        request.server(),
        request.target().replaceAll(from, to),
        request.headers(),
        new String(request.body(), ISO_8859_1).replaceAll(from, to).getBytes(ISO_8859_1),
        request.timeout(),
        request.repeatable(),
        request.verbatim());
  }
}
