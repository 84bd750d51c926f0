package customerio.agent.instrumentation.bridge;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connections that have not shown the secret yet. Each costs a thread, so there are few places.
 *
 * <p>The application's own are among them, for the moment until their first head is read. So when
 * somebody waits for a place, whoever has been here longest gives way: another user of the machine
 * who connects and says nothing, or the wrong thing slowly, keeps nobody out. But not before a
 * while, or a flood of connections would throw out the application's own before it could speak.
 * Thread-safe.
 */
final class Strangers {
  static final Limits LIMITS = new Limits(32, 10_000, 250);

  /**
   * @param places taken at the same time
   * @param patienceMillis for a connection's first head to be there, with the secret
   * @param graceMillis in which nobody has to give way
   */
  record Limits(int places, int patienceMillis, int graceMillis) {}

  private static final class Stay {
    final long since = System.nanoTime();
    boolean over;
  }

  private final Limits limits;

  /** The eldest first. */
  private final Map<Client, Stay> stays = new LinkedHashMap<>();

  Strangers(Limits limits) {
    this.limits = limits;
  }

  /** Waits for a place, which the thread that serves the client is to give back. */
  synchronized void enter(Client client) throws IOException {
    try {
      while (stays.size() >= limits.places()) {
        wait(roomMade());
      }
    } catch (InterruptedException nobodyDoesThat) {
      throw new InterruptedIOException();
    }
    client.hurry(limits.patienceMillis());
    stays.put(client, new Stay());
  }

  /**
   * Ends the stay.
   *
   * @return false when it had to be ended before, and the connection is closed
   */
  synchronized boolean leave(Client client) {
    Stay stay = stays.remove(client);
    notifyAll();
    return stay == null || !stay.over;
  }

  /**
   * Shows the eldest the door when it is time.
   *
   * @return milliseconds until this should be tried again, 0 = when somebody has left
   */
  private long roomMade() {
    Map.Entry<Client, Stay> eldest = stays.entrySet().iterator().next();
    Stay stay = eldest.getValue();
    long left = stay.since + limits.graceMillis() * 1_000_000L - System.nanoTime();
    if (left > 0) {
      return left / 1_000_000 + 1;
    }
    if (!stay.over) {
      stay.over = true;
      close(eldest.getKey());
    }
    return 0;
  }

  /** The place is free when the thread that reads from it has ended. */
  private static void close(Client client) {
    try {
      client.close();
    } catch (IOException closed) {
      // as it should be
    }
  }
}
