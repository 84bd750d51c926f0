package customerio.agent.delivery;

import customerio.agent.capture.Reply;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Redirects.Hop;
import customerio.agent.delivery.Redirects.Stop;
import customerio.agent.delivery.Redirects.Turn;
import customerio.agent.transport.TransportException;
import java.net.URI;

/**
 * Finds the way of one request: to the data centre of its account, and on to where Customer.io
 * sends it from there. Thread-safe.
 */
final class Wayfinder {

  /** Sends the request to one server. */
  interface Leg {
    Reply send(URI server, String target) throws TransportException;
  }

  /** What is followed. Nobody is ever shown a credential, or a person, who may not see it. */
  enum Follow {
    /** All of it: nobody else is there to follow. */
    ALL,
    /** To the data centre of the account; all other redirects are the client's, or its user's. */
    REGION
  }

  private final BaseUrls baseUrls;
  private final Regions regions;
  private final Redirects redirects;
  private final DeliveryListener listener;

  Wayfinder(BaseUrls baseUrls, Regions regions, DeliveryListener listener) {
    this.baseUrls = baseUrls;
    this.regions = regions;
    this.redirects = new Redirects(new Servers(baseUrls));
    this.listener = listener;
  }

  /** Where a request of this destination would go now. */
  URI base(Destination destination) {
    return baseUrls.of(destination.api(), regions.effective(destination));
  }

  /**
   * @param target Customer.io's own path and query
   * @return the first answer that leads no further
   */
  Reply send(Destination destination, String target, Follow follow, Leg leg)
      throws TransportException {
    Region asked = regions.effective(destination);
    Reply reply = travel(destination, asked, target, follow, leg);
    tell(destination, asked, reply);
    Region called = destination.region();
    if (asked == called || regions.effective(destination) != called || hadEffect(reply.status())) {
      return reply;
    }
    // what was learned about the account does not hold
    Reply asCalled = travel(destination, called, target, follow, leg);
    tell(destination, called, asCalled);
    return asCalled;
  }

  /** Or may have had: only what was certainly refused may be said to another server. */
  private static boolean hadEffect(int status) {
    return status != 401 && !Redirects.isRedirect(status);
  }

  private Reply travel(Destination destination, Region asked, String target, Follow follow, Leg leg)
      throws TransportException {
    URI server = baseUrls.of(destination.api(), asked);
    String path = BasePath.join(server, target);
    for (int hops = 0; ; hops++) {
      Reply reply = leg.send(server, path);
      if (!Redirects.isRedirect(reply.status()) || hops == Redirects.LIMIT) {
        return reply;
      }
      Turn turn =
          redirects.turn(destination.api(), asked, server, path, reply.headers().first("Location"));
      if (turn == Stop.LEAVES_THE_EU) {
        quietly(() -> regions.redirected(destination, Region.US, false));
      }
      if (!(turn instanceof Hop hop)
          || !hop.trusted()
          || follow == Follow.REGION && hop.into() == null) {
        return reply;
      }
      if (hop.into() != null) {
        quietly(() -> regions.redirected(destination, hop.into(), true));
      } else {
        listener.redirected(destination, hop.server().getHost());
      }
      server = hop.server();
      path = hop.target();
    }
  }

  private void tell(Destination destination, Region asked, Reply reply) {
    quietly(() -> regions.answered(destination, asked, reply.status()));
  }

  /** What is learned by the way must not cost the request its answer. */
  private void quietly(Runnable learning) {
    try {
      learning.run();
    } catch (RuntimeException | Error fault) {
      listener.fault(null, fault);
    }
  }
}
