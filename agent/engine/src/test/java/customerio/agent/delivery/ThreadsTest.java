package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Region;
import customerio.agent.queue.Routing;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same code on real threads. */
@Timeout(60)
class ThreadsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PEOPLE = 40;
  private static final int EACH = 100;

  private final MemoryQueue queue = new MemoryQueue();
  private final Customerio customerio = new Customerio();
  private final Delivery delivery = delivery();

  @AfterEach
  void stop() {
    delivery.stop(Duration.ZERO);
  }

  @Test
  void manyThreads_keepTheOrderOfEachPersonAndTheBoundOnConnections() throws Exception {
    CountDownLatch begun = new CountDownLatch(4);
    customerio.beforeTheFirst = begun; // so more than one waits for its lane
    queue.onAppend(delivery::offer);
    delivery.start();
    List<Thread> speakers = new ArrayList<>();
    for (int speaker = 0; speaker < 4; speaker++) {
      int first = speaker;
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < EACH; n++) {
                  for (int person = first; person < PEOPLE; person += 4) {
                    say(person, n);
                  }
                  if (n == 1) {
                    begun.countDown();
                  }
                }
              });
      speakers.add(thread);
      thread.start();
    }
    for (Thread speaker : speakers) {
      speaker.join();
    }
    customerio.all.await();
    delivery.stop(Duration.ofSeconds(30));

    assertThat(queue.pending()).isEmpty();
    assertThat(customerio.heard).hasSize(PEOPLE);
    assertThat(customerio.heard.values())
        .allSatisfy(numbers -> assertThat(numbers).hasSize(EACH).isSorted());
    assertThat(customerio.mostAtOnce.get()).isBetween(1, 4);
    assertThat(customerio.requests.get()).isLessThan(PEOPLE * EACH);
  }

  @Test
  void threads_areOursAlone() throws Exception {
    queue.onAppend(delivery::offer);
    delivery.start();
    say(1, 0);
    customerio.first.await();

    assertThat(customerio.thread.getName()).startsWith("customerio-agent-delivery-");
    assertThat(customerio.thread.isDaemon()).isTrue();
    assertThat(customerio.thread.getContextClassLoader()).isNull();
  }

  @Test
  void systemWithoutThreads_delaysWorkAndThrowsNothing() throws Exception {
    AtomicInteger refusals = new AtomicInteger(1);
    CountDownLatch done = new CountDownLatch(1);
    DeliveryThreads threads =
        new DeliveryThreads(
            task ->
                new Thread(task) {
                  @Override
                  public synchronized void start() {
                    if (refusals.getAndDecrement() > 0) {
                      throw new OutOfMemoryError("unable to create native thread");
                    }
                    super.start();
                  }
                });
    threads.execute(done::countDown);

    done.await();
    threads.close();
  }

  @Test
  void stop_abortsWhatIsInFlightWhenTheBudgetIsSpent() throws Exception {
    queue.onAppend(delivery::offer);
    customerio.hang = true;
    delivery.start();
    say(1, 0);
    customerio.first.await();
    delivery.stop(Duration.ofMillis(1));

    customerio.aborted.await();
    assertThat(queue.pending()).containsExactly(1L);
  }

  @Test
  void blockingCall_returnsTheAnswer() throws Exception {
    assertThat(relay()).isEqualTo(ScriptedTransport.OK);
  }

  @Test
  void interruptedCall_isAbortedAndKeepsTheFlag() throws Exception {
    customerio.hang = true;
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              try {
                customerio.first.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              caller.interrupt();
            });
    interrupter.start();

    assertThatThrownBy(this::relay).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    customerio.aborted.await();
  }

  private Reply relay() throws IOException {
    CapturedRequest call =
        new CapturedRequest(
            "GET", "https", "api.customer.io", 443, "/v1/x", null, Headers.NONE, new byte[0]);
    return delivery
        .synchronousRoute()
        .exchange(call, call.target(), Api.APP, Region.US, 0, Duration.ofSeconds(50));
  }

  private Delivery delivery() {
    DeliverySettings plain = Rig.SETTINGS;
    DeliverySettings settings =
        new DeliverySettings(
            16,
            4,
            plain.requestTimeout(),
            null,
            plain.batch(),
            plain.retry(),
            plain.hold(),
            plain.breaker(),
            new DeliverySettings.Rate(100_000, 1, 100, 100, Duration.ofSeconds(1)),
            plain.window());
    TestBook book = new TestBook();
    book.learn(Rig.KEY, "Basic key");
    return new Delivery(
        settings,
        queue,
        customerio,
        book,
        (api, region) -> URI.create("https://track"),
        Regions.AS_CALLED,
        DeliveryListener.NONE,
        Clock.systemUTC(),
        new Random(1));
  }

  private void say(int person, int number) {
    long now = Clock.systemUTC().millis();
    Operation operation =
        new Operation(
            "01JD5V00000000000000000000",
            now,
            Endpoint.TRACK_IDENTIFY,
            Region.US,
            Rig.KEY,
            "PUT",
            "/api/v1/customers/" + person,
            "application/json",
            ("{\"p\":" + person + ",\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8),
            null);
    queue.append(new Routing(Rig.KEY, person + 1, 0), now, OperationCodec.encode(operation));
  }

  private static final class Customerio implements Transport {
    final Map<Integer, List<Integer>> heard = new ConcurrentHashMap<>();
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final CountDownLatch all = new CountDownLatch(PEOPLE * EACH);
    final CountDownLatch first = new CountDownLatch(1);
    final CountDownLatch aborted = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    volatile CountDownLatch beforeTheFirst = new CountDownLatch(0);
    volatile boolean hang;
    volatile Thread thread;

    @Override
    public Reply send(TransportRequest request, Cancellation cancellation)
        throws TransportException {
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      boolean isFirst = requests.incrementAndGet() == 1;
      thread = Thread.currentThread();
      first.countDown();
      try {
        if (hang) {
          awaitCancellation(cancellation);
        }
        if (isFirst) {
          beforeTheFirst.await();
        }
        listen(request);
        return ScriptedTransport.OK;
      } catch (InterruptedException e) {
        throw new TransportException("interrupted", false, false, e);
      } finally {
        atOnce.decrementAndGet();
      }
    }

    @Override
    public void close() {}

    private void awaitCancellation(Cancellation cancellation) throws TransportException {
      cancellation.onCancel(aborted::countDown);
      try {
        aborted.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new TransportException("aborted", false, false, null);
    }

    private void listen(TransportRequest request) {
      if (request.body().length == 0) {
        return;
      }
      try {
        JsonNode body = JSON.readTree(request.body());
        if (request.target().endsWith("/batch")) {
          body.get("batch").forEach(item -> note(item.get("attributes")));
        } else {
          note(body);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void note(JsonNode said) {
      heard
          .computeIfAbsent(said.get("p").asInt(), any -> new ArrayList<>())
          .add(said.get("n").asInt());
      all.countDown();
    }
  }
}
