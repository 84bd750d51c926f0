package customerio.tests.layers;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.util.Loggers;

/**
 * Makes each kind of call in each way that leads through more than one client, and prints which of
 * them the agent was asked by, from its own MBean.
 *
 * <pre>
 *  bare-moved webclient = webclient passed 1
 * </pre>
 *
 * Arguments: base URL, then the kinds.
 */
public final class LayeredCaller {
  private static final List<String> COUNTS = List.of("answered", "relayed", "passed");
  private static final int TOO_LONG = 1_500_000;

  private final String base;
  private final Map<String, Way> ways = new LinkedHashMap<>();

  private LayeredCaller(String base) {
    this.base = base;
    HttpClient reactor = HttpClient.create().followRedirect(true);
    ClientHttpConnector plain = new ReactorClientHttpConnector(reactor);
    ways.put("webclient", reactive(plain));
    ways.put("interface", interfaceOn(plain));
    ways.put("listening", reactive(new ReactorClientHttpConnector(reactor.doOnConnected(c -> {}))));
    ways.put("jdk", reactive(new JdkClientHttpConnector()));
    ways.put(
        "apache",
        reactive(new HttpComponentsClientHttpConnector(HttpAsyncClients.createDefault())));
    ways.put("rest-reactor", blocking(new ReactorClientHttpRequestFactory(reactor)));
    ways.put("rest-jdk", blocking(new JdkClientHttpRequestFactory()));
    ways.put(
        "rest-apache",
        blocking(new HttpComponentsClientHttpRequestFactory(HttpClients.createDefault())));
  }

  private interface Way {
    void call(String person, String authorization, byte[] body);
  }

  /** A generated client. */
  interface Events {
    @PostExchange("/api/v1/customers/{person}/events")
    void say(
        @PathVariable("person") String person,
        @RequestHeader(name = "Authorization", required = false) String authorization,
        @RequestHeader("Content-Type") String type,
        @RequestBody byte[] body);
  }

  public static void main(String[] arguments) throws Exception {
    Loggers.useJdkLoggers();
    LogManager.getLogManager().reset();
    LayeredCaller caller = new LayeredCaller(arguments[0]);
    for (String kind : Arrays.copyOfRange(arguments, 1, arguments.length)) {
      for (String way : caller.ways.keySet()) {
        System.out.println(kind + ' ' + way + " = " + caller.asked(kind, way));
      }
    }
    System.out.println("accepted = " + bean("type=Agent", "Accepted"));
    System.out.flush();
    System.exit(0);
  }

  private String asked(String kind, String way) throws Exception {
    Map<String, Long> before = counts();
    String failure = call(kind, way);
    List<String> asked = new ArrayList<>();
    counts()
        .forEach(
            (name, count) -> {
              long more = count - before.getOrDefault(name, 0L);
              if (more > 0) {
                asked.add(name + ' ' + more);
              }
            });
    return String.join(", ", asked) + failure;
  }

  private String call(String kind, String way) {
    try {
      ways.get(way)
          .call(
              kind.endsWith("moved") ? "moved" : "here",
              authorization(kind, way),
              event(kind, kind.endsWith("long") ? TOO_LONG : 0));
      return "";
    } catch (RuntimeException e) {
      return ", fails";
    }
  }

  /** The first call of each credential is relayed; one without is left alone. */
  private static String authorization(String kind, String way) {
    if (kind.startsWith("bare")) {
      return null;
    }
    String workspace = kind.startsWith("first") ? kind + way : "firstwebclient";
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("site-" + workspace + ":key").getBytes(StandardCharsets.US_ASCII));
  }

  private URI events(String person) {
    return URI.create(base + "/api/v1/customers/" + person + "/events");
  }

  private static byte[] event(String name, int length) {
    return ("{\"name\":\"" + name + "\",\"data\":{\"filler\":\"" + "f".repeat(length) + "\"}}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private Way reactive(ClientHttpConnector connector) {
    WebClient client = WebClient.builder().clientConnector(connector).build();
    return (person, authorization, body) -> {
      WebClient.RequestBodySpec request =
          client.post().uri(events(person)).header("Content-Type", "application/json");
      if (authorization != null) {
        request.header("Authorization", authorization);
      }
      Flux<DataBuffer> pieces =
          Flux.range(0, (body.length + 9_999) / 10_000)
              .map(
                  piece ->
                      DefaultDataBufferFactory.sharedInstance.wrap(
                          Arrays.copyOfRange(
                              body, piece * 10_000, Math.min(body.length, (piece + 1) * 10_000))));
      request.body(BodyInserters.fromDataBuffers(pieces)).retrieve().toBodilessEntity().block();
    };
  }

  private Way interfaceOn(ClientHttpConnector connector) {
    Events events =
        HttpServiceProxyFactory.builderFor(
                WebClientAdapter.create(
                    WebClient.builder().baseUrl(base).clientConnector(connector).build()))
            .build()
            .createClient(Events.class);
    return (person, authorization, body) ->
        events.say(person, authorization, "application/json", body);
  }

  private Way blocking(ClientHttpRequestFactory factory) {
    RestClient client = RestClient.builder().requestFactory(factory).build();
    return (person, authorization, body) -> {
      RestClient.RequestBodySpec request =
          client.post().uri(events(person)).header("Content-Type", "application/json");
      if (authorization != null) {
        request.header("Authorization", authorization);
      }
      request.body(body).retrieve().toBodilessEntity();
    };
  }

  private static Map<String, Long> counts() throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    if (!ManagementFactory.getPlatformMBeanServer().isRegistered(bean("type=Clients"))) {
      return counts; // the agent has not met a call yet
    }
    for (CompositeData client : (CompositeData[]) bean("type=Clients", "Clients")) {
      for (String count : COUNTS) {
        counts.put(client.get("name") + " " + count, (Long) client.get(count));
      }
    }
    return counts;
  }

  private static Object bean(String name, String attribute) throws Exception {
    return ManagementFactory.getPlatformMBeanServer().getAttribute(bean(name), attribute);
  }

  private static ObjectName bean(String name) throws Exception {
    return new ObjectName("customerio.agent:" + name);
  }
}
