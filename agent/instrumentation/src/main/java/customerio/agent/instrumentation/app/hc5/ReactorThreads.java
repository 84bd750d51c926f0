package customerio.agent.instrumentation.app.hc5;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOReactor;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.reactor.IOSession;

/**
 * The threads of a client's own reactor, where its callbacks run without an agent: as many as the
 * application has set, by its thread factory, one callback after the other on each.
 *
 * <p>A reactor has no way to run a task, but one of its threads tells of a connection that cannot
 * be made. So one is asked for, from and to a name that stays unresolved: all versions refuse it
 * before the network or a name service hears of it, and before a session listener does. Which
 * thread that is, is chosen as for every new connection. Costs a socket that is opened and closed,
 * some 20 µs of that thread.
 *
 * <p>A client that is closed has no such thread any more; what is left goes to the other executor,
 * since what was accepted is also answered.
 */
final class ReactorThreads implements Executor {
  private static final HttpHost NOBODY = new HttpHost("nobody.invalid");
  private static final SocketAddress NOWHERE =
      InetSocketAddress.createUnresolved("nobody.invalid", 0);

  private final ConnectionInitiator reactor;
  private final Executor afterItsEnd;

  /**
   * @param afterItsEnd for a reactor that has been shut down
   */
  ReactorThreads(ConnectionInitiator reactor, Executor afterItsEnd) {
    this.reactor = reactor;
    this.afterItsEnd = afterItsEnd;
  }

  @Override
  public void execute(Runnable task) {
    Turn turn = new Turn(task);
    Future<IOSession> asked;
    try {
      asked = reactor.connect(NOBODY, NOWHERE, NOWHERE, null, null, turn);
    } catch (RuntimeException | Error shutDown) {
      // or the stack is full; nothing may come out of here, as the call is accepted by now
      turn.cancelled();
      return;
    }
    // it may have looked for what is left just before this came
    if (isShutDown()) {
      asked.cancel(true);
    }
  }

  private boolean isShutDown() {
    return reactor instanceof IOReactor known
        && known.getStatus().compareTo(IOReactorStatus.ACTIVE) > 0;
  }

  /** Runs once, whatever becomes of the connection. */
  private final class Turn implements FutureCallback<IOSession> {
    private final Runnable task;
    private final AtomicBoolean taken = new AtomicBoolean();

    Turn(Runnable task) {
      this.task = task;
    }

    @Override
    public void failed(Exception expected) {
      if (taken.compareAndSet(false, true)) {
        run();
      }
    }

    @Override
    public void cancelled() {
      if (taken.compareAndSet(false, true)) {
        afterItsEnd.execute(task);
      }
    }

    @Override
    public void completed(IOSession unexpected) {
      unexpected.close(CloseMode.IMMEDIATE);
      failed(null);
    }

    /** Whatever came out of here would end the reactor, and all calls of the client with it. */
    private void run() {
      try {
        task.run();
      } catch (Throwable uncaught) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, uncaught);
      }
    }
  }
}
