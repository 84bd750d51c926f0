package customerio.tests.soak.app;

import customerio.tests.crash.SteadyCaller;
import customerio.tests.crash.TrackCalls;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.BiFunction;

/**
 * An application with one client of its own, which it closes at its end. Spoken to in the JDK's
 * types, as it lives in a loader of its own: a person and the number of a word about them in,
 * whether the agent has promised to deliver it out.
 *
 * <p>Has a public constructor that takes the base address.
 */
abstract class Speaker implements BiFunction<String, Long, Boolean>, Closeable {
  static final String SIGN = "X-Customerio-Agent";
  static final String AUTHORIZATION = TrackCalls.AUTHORIZATION;
  static final String JSON = "application/json";

  /** Seconds; of a call that goes out by itself, as the agent answers sooner. */
  static final int TIMEOUT = 10;

  @Override
  public final Boolean apply(String person, Long seq) {
    try {
      String sign = say(person, seq, SteadyCaller.isIdentify(seq));
      return sign != null && sign.startsWith("queued");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return what the answer has for {@link #SIGN}; null without
   */
  abstract String say(String person, long seq, boolean identify) throws Exception;

  @Override
  public void close() throws IOException {}
}
