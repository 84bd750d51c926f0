package customerio.agent.delivery;

import customerio.agent.capture.SynchronousRoute;
import customerio.agent.credentials.CredentialBook;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import customerio.agent.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Brings accepted operations from the queue to Customer.io: in order per person, many people at a
 * time, each until it is settled. Thread-safe.
 *
 * <pre>
 *   offer, adopt ─▶   DestinationLanes ─▶ LaneSet ─▶ LaneRun: Claims, Batcher, Sender ─▶ Transport
 *                          │    ▲                                │
 *                      HeldPeople└────────── OutcomeJudge ◀──────┘
 *                          │
 *                        Gate (credential, 401, 429, breaker) · Departures · Pace · HostSlots
 * </pre>
 */
public final class Delivery {
  private final DeliveryContext context;
  private final LaneScheduler scheduler;
  private final SynchronousExchange synchronousRoute;
  private final Map<Long, DestinationLanes> destinations = new ConcurrentHashMap<>();
  private final List<DestinationLanes> inOrderOfAppearance = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private final Flush flush;
  private boolean started;
  private boolean closed;
  private volatile boolean stopping;

  /**
   * @param clock wall clock
   * @param random for jitter only
   */
  public Delivery(
      DeliverySettings settings,
      DurableQueue queue,
      Transport transport,
      CredentialBook book,
      BaseUrls baseUrls,
      Regions regions,
      DeliveryListener listener,
      Clock clock,
      RandomGenerator random) {
    this(
        settings,
        queue,
        transport,
        book,
        baseUrls,
        regions,
        listener,
        clock,
        random,
        new DeliveryThreads());
  }

  Delivery(
      DeliverySettings settings,
      DurableQueue queue,
      Transport transport,
      CredentialBook book,
      BaseUrls baseUrls,
      Regions regions,
      DeliveryListener listener,
      Clock clock,
      RandomGenerator random,
      LaneScheduler scheduler) {
    this.scheduler = scheduler;
    DeliverySettings.Retry retry = settings.retry();
    DeliveryListener guarded = new GuardedListener(listener);
    Batcher batcher = new Batcher(settings.batch(), clock);
    Wayfinder wayfinder = new Wayfinder(baseUrls, regions, guarded);
    Backoff holds =
        new Backoff(
            settings.hold().baseDelay(), settings.hold().maxDelay(), retry.jitter(), random);
    Deadlines deadlines = new Deadlines(scheduler, clock, settings.maxAge(), holds);
    Places places = new Places(settings, book, scheduler, guarded, random);
    this.context =
        new DeliveryContext(
            settings,
            queue,
            guarded,
            scheduler,
            clock,
            new Backoff(retry.baseDelay(), retry.maxDelay(), retry.jitter(), random),
            holds,
            deadlines,
            batcher,
            new Claims(queue, guarded, deadlines),
            new OutcomeJudge(batcher),
            new Sender(
                transport, book, wayfinder, guarded, scheduler, clock, settings.requestTimeout()),
            places,
            new InFlight(),
            new ShelvedNames(settings.window().nameBytes()),
            new HeapRoom(settings.window()),
            new Pause(),
            this::checkQuiet);
    this.flush = new Flush(this::hurry, () -> queue.state().pending(), this::isQuiet);
    this.synchronousRoute = new SynchronousExchange(context, transport, wayfinder, this::waiting);
    // not on the book's own thread: it may hold a lock of its own
    book.onLearned(credential -> scheduler.execute(() -> places.learned(credential)));
  }

  /** An operation the application has just said; {@link DurableQueue#onAppend} calls this. */
  public void offer(Ticket ticket) {
    try {
      lanes(ticket.routing().destination()).add(ticket);
    } catch (RuntimeException | Error e) {
      // on the application's thread: the operation is in the queue, so the next start delivers it
      context.listener().fault(null, e);
    }
  }

  /** An operation that was offered, and taken back with {@link DurableQueue#withdraw}. */
  public void withdrawn(Ticket ticket) {
    DestinationLanes known = destinations.get(ticket.routing().destination());
    if (known != null) {
      known.withdrawn(ticket);
    }
  }

  /**
   * Takes over what JVMs left behind that are no longer alive; it goes before all that is {@link
   * #offer}ed.
   *
   * @param seen told of each operation as well, see {@link DurableQueue#adopt}
   * @return how many there are
   */
  public int adopt(Consumer<Ticket> seen) {
    try {
      return context
          .queue()
          .adopt(
              ticket -> {
                lanes(ticket.routing().destination()).expect(ticket);
                seen.accept(ticket);
              });
    } finally {
      destinations.values().forEach(DestinationLanes::backlogIsThere);
    }
  }

  /**
   * The routing with which an operation is to be appended, so that what waits about a human who has
   * several names stays in order over a restart.
   */
  public Routing named(Routing routing) {
    DestinationLanes known = destinations.get(routing.destination());
    return known == null ? routing : known.names().named(routing);
  }

  /** An operation arrived past the queue: its two names, if it has two, share an order from now. */
  public void passed(Routing routing) {
    if (routing.otherPerson() != 0) {
      lanes(routing.destination()).names().passed(routing);
    }
  }

  /** What was left behind is taken over; deliveries begin. */
  public synchronized void start() {
    started = true;
    destinations.values().forEach(DestinationLanes::start);
  }

  /**
   * Sends what can be sent without waiting for anything, then stops for good. The rest stays in the
   * queue.
   */
  public void stop(Duration budget) {
    CompletableFuture<Void> flushed = stopWaiting();
    try {
      flushed.get(budget.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // the budget is spent
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Sends nothing of the queue until {@link #resume}; what is on the wire comes to its end. */
  public void pause() {
    context.pause().begin();
  }

  public void resume() {
    context.pause().end();
    destinations.values().forEach(DestinationLanes::wake);
  }

  public boolean isPaused() {
    return context.pause().lasts();
  }

  /**
   * Sends what can be sent, without the waits that are ours to choose: for company, before a
   * repetition, of a breaker. Returns when nothing more goes, or the time is over.
   */
  public void flush(Duration budget) {
    if (!isPaused()) {
      flush.run(budget);
    }
  }

  /** Operations that are in a request at the moment; their tickets, not equal ones. */
  public Set<Ticket> sending() {
    return context.inFlight().tickets();
  }

  /** Some were {@linkplain DurableQueue#discard discarded}, or gave way to newer ones. */
  public void discarded() {
    destinations.values().forEach(DestinationLanes::discarded);
  }

  /** Those of which anything has been said since the start; labels stay what they are. */
  public List<DestinationState> destinations() {
    List<DestinationState> states = new ArrayList<>();
    Map<String, Integer> sameName = new HashMap<>();
    for (DestinationLanes lanes : inOrderOfAppearance) {
      if (lanes.destination() != null) {
        String name = lanes.destination().toString();
        int number = sameName.merge(name, 1, Integer::sum);
        states.add(lanes.state(number == 1 ? name : name + '-' + number));
      }
    }
    return states;
  }

  public Allowance allowance(Destination destination) {
    return context.places().allowance(destination);
  }

  /**
   * Customer.io is well again, as an operator knows: one operation goes out as soon as it can, in
   * its turn, and decides whether the others follow. A pause that Customer.io asked for stays.
   */
  public void tryNow(Destination destination) {
    context.places().tryNow(destination);
  }

  /** For calls whose answer the application needs. */
  public SynchronousRoute synchronousRoute() {
    return synchronousRoute.route();
  }

  /** Completes when nothing more can be sent at once. */
  CompletableFuture<Void> stopWaiting() {
    synchronized (this) {
      stopping = true;
      destinations.values().forEach(DestinationLanes::stopWaiting);
    }
    checkQuiet();
    return quiet;
  }

  private void close() {
    synchronized (this) {
      closed = true;
      destinations.values().forEach(DestinationLanes::close);
    }
    synchronousRoute.close();
    context.inFlight().cancelAll();
    if (scheduler instanceof DeliveryThreads threads) {
      threads.close();
    }
  }

  private void checkQuiet() {
    if ((stopping || flush.isRunning()) && isQuiet()) {
      flush.nothingMoves();
      if (stopping) {
        quiet.complete(null);
      }
    }
  }

  private boolean isQuiet() {
    return destinations.values().stream().allMatch(DestinationLanes::isQuiet);
  }

  /** See {@link Flush}. */
  void hurry(boolean lasts) {
    if (lasts) {
      context.places().hurry();
    }
    destinations.values().forEach(lanes -> lanes.hurry(lasts));
    checkQuiet();
  }

  /** Null when nothing waits there. Before the start it is not known yet what was left behind. */
  private synchronized Names waiting(long key) {
    DestinationLanes known = destinations.get(key);
    return known == null && started ? null : lanes(key).names();
  }

  private DestinationLanes lanes(long key) {
    DestinationLanes known = destinations.get(key);
    return known != null ? known : newLanes(key);
  }

  private synchronized DestinationLanes newLanes(long key) {
    return destinations.computeIfAbsent(
        key,
        any -> {
          DestinationLanes lanes = new DestinationLanes(context, key, started);
          if (stopping) {
            lanes.stopWaiting();
          }
          if (closed) {
            lanes.close();
          }
          inOrderOfAppearance.add(lanes);
          return lanes;
        });
  }
}
