package customerio.benchmarks.clients;

import java.net.URI;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The clients that are measured; another one is another constant. What only rides on these
 * (RestTemplate, RestClient, Feign, Retrofit) costs what they cost.
 */
public enum Client {
  /**
   * None: computes about as long as a call that is taken over. On a machine that has other work, a
   * thread that never sleeps is put aside for milliseconds, and a bare call, which sleeps most of
   * its time, is not; so this is what the 99th percentile of a taken call has to be held against.
   */
  COMPUTING((target, authorization) -> Client::computing),
  JDK(JdkClients::httpClient),
  URLCONNECTION(JdkClients::urlConnection),
  OKHTTP(OtherClients::okHttp),
  APACHE4(ApacheClients::four),
  APACHE5(ApacheClients::five),
  APACHE5_ASYNC(ApacheClients::fiveAsync),
  /** What Spring's WebClient has for its own. */
  REACTOR_NETTY(NettyClients::reactor),
  ASYNC_HTTP(NettyClients::asyncHttpClient),
  VERTX(NettyClients::vertx),
  JETTY(OtherClients::jetty);

  private interface Making {
    Call to(URI target, String authorization) throws Exception;
  }

  private final Making making;

  Client(Making making) {
    this.making = making;
  }

  Call to(URI target, String authorization) throws Exception {
    return making.to(target, authorization);
  }

  private static int computing(byte[] body) {
    Blackhole.consumeCPU(20_000);
    return 200;
  }

  /** One call, to the end of its answer; an asynchronous client's is waited for. */
  interface Call {
    /**
     * @return the status
     */
    int with(byte[] body) throws Exception;

    /** Lets the JVM end: not all clients have daemons for threads. */
    default void end() throws Exception {}
  }
}
