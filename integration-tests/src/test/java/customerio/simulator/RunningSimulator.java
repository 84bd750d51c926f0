package customerio.simulator;

import customerio.simulator.state.Arrival;
import customerio.simulator.state.PersonKey;
import customerio.simulator.state.PersonView;
import customerio.simulator.state.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulator for each test, and calls to it with the credentials of workspace shop. */
final class RunningSimulator implements BeforeEachCallback, AfterEachCallback {

  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(30);
  static final String TRACK_AUTH = basic("site-shop:key-shop");
  static final String PIPELINES_AUTH = basic("wk-shop:");
  static final String APP_AUTH = "Bearer app-shop";

  final SettableClock clock = new SettableClock();
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Simulator simulator;

  @Override
  public void beforeEach(ExtensionContext context) {
    simulator = Simulator.start(Ports.FREE, clock);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    simulator.close();
  }

  Simulator get() {
    return simulator;
  }

  HttpResponse<String> track(String method, String target, String body) {
    return send(request(Family.TRACK, Region.US, method, target, TRACK_AUTH, body));
  }

  HttpResponse<String> batch(String... items) {
    return track("POST", "/api/v2/batch", "{\"batch\":[" + String.join(",", items) + "]}");
  }

  HttpResponse<String> pipelines(String target, String body) {
    return send(request(Family.PIPELINES, Region.US, "POST", target, PIPELINES_AUTH, body));
  }

  HttpResponse<String> strict(String target, String body) {
    return send(
        request(
            Family.PIPELINES,
            Region.US,
            "POST",
            target,
            PIPELINES_AUTH,
            body,
            "X-Strict-Mode",
            "1"));
  }

  HttpResponse<String> app(String method, String target, String body) {
    return send(request(Family.APP, Region.US, method, target, APP_AUTH, body));
  }

  HttpResponse<String> control(String method, String target, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(simulator.controlUri() + target))
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return trySend(request);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  HttpResponse<String> trySend(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /**
   * @param authorization null for none
   */
  HttpRequest request(
      Family family,
      Region region,
      String method,
      String target,
      String authorization,
      String body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(simulator.uri(family, region) + target))
            .timeout(FAR_TOO_LONG)
            .method(method, BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  HttpRequest identify(String id) {
    return request(Family.TRACK, Region.US, "PUT", "/api/v1/customers/" + id, TRACK_AUTH, "{}");
  }

  /** The person of workspace shop; null if there is none. */
  PersonView person(PersonKey key) {
    return simulator.state().person("shop", key);
  }

  List<Result> results() {
    return simulator.arrivals().all().stream().map(Arrival::result).toList();
  }

  Arrival lastArrival() {
    List<Arrival> all = simulator.arrivals().all();
    return all.get(all.size() - 1);
  }

  static String basic(String credential) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
  }
}
