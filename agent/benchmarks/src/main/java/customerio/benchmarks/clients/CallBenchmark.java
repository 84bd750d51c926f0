package customerio.benchmarks.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One event, as the application's thread feels it; each says something else. */
@State(Scope.Thread)
public class CallBenchmark {

  @Param("JDK")
  public Client client;

  private Client.Call call;
  private long count;

  /** The first call of a credential waits for Customer.io. */
  @Setup
  public void prove() throws Exception {
    String credential =
        Base64.getEncoder().encodeToString("site:key".getBytes(StandardCharsets.UTF_8));
    URI target = URI.create(System.getProperty("track") + "/api/v1/customers/5/events");
    call = client.to(target, "Basic " + credential);
    call();
  }

  @TearDown
  public void close() throws Exception {
    call.end();
  }

  @Benchmark
  public int call() throws Exception {
    String event = "{\"name\":\"bought\",\"data\":{\"number\":" + count++ + "}}";
    int status = call.with(event.getBytes(StandardCharsets.UTF_8));
    if (status != 200) {
      throw new IOException("status " + status);
    }
    return status;
  }
}
