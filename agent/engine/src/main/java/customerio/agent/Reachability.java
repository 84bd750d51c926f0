package customerio.agent;

import customerio.agent.accounts.Accounts;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.delivery.BaseUrls;
import customerio.agent.management.page.ConnectivityProbe;
import customerio.agent.management.page.ConnectivityProbe.Echo;
import customerio.agent.management.page.ConnectivityProbe.Place;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks a host over the connections by which deliveries go, and past breaker and limits, on which it
 * has no influence. No credential and nothing about anybody goes along: 401 and 404 are answers.
 */
final class Reachability implements ConnectivityProbe.Line {
  private final Transport transport;
  private final BaseUrls baseUrls;
  private final Accounts accounts;
  private final Clock clock;

  Reachability(Transport transport, BaseUrls baseUrls, Accounts accounts, Clock clock) {
    this.transport = transport;
    this.baseUrls = baseUrls;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public Echo call(Place place, Duration timeout) {
    URI server =
        baseUrls.of(
            place.api(), accounts.effective(place.api(), place.region(), CredentialVault.NONE));
    String path = server.getRawPath();
    TransportRequest request =
        new TransportRequest(
            "GET",
            server,
            path == null || path.isEmpty() ? "/" : path,
            Headers.NONE,
            new byte[0],
            timeout,
            true,
            false);
    long start = clock.millis();
    try {
      Reply reply = transport.send(request, new Cancellation());
      return new Echo(reply.status(), "", since(start));
    } catch (TransportException failure) {
      return new Echo(0, failure.getMessage(), since(start));
    }
  }

  private Duration since(long start) {
    return Duration.ofMillis(Math.max(0, clock.millis() - start));
  }
}
