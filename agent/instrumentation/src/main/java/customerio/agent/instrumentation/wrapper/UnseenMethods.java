package customerio.agent.instrumentation.wrapper;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A class that does not exist cannot be told from one that is loaded later. So after a minute, when
 * an application has mostly loaded what it uses, this says which ones have not come by.
 */
final class UnseenMethods extends Thread {
  private static final long AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final List<MappedMethod> methods;

  UnseenMethods(List<MappedMethod> methods) {
    super("customerio-agent-wrappers");
    this.methods = methods;
    setDaemon(true);
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    for (long left = AFTER_NANOS; left > 0; left = AFTER_NANOS - (System.nanoTime() - start)) {
      LockSupport.parkNanos(left);
    }
    CallTaker taker = Interception.taker();
    if (taker != null) {
      sentences(methods).forEach(taker::leftAlone);
    }
  }

  static List<String> sentences(List<MappedMethod> methods) {
    List<String> sentences = new ArrayList<>();
    for (MappedMethod method : methods) {
      if (!method.isSeen()) {
        sentences.add(
            method.sentence(
                "is not there yet, as no such class has been loaded; check its name if the"
                    + " application should have used it by now"));
      }
    }
    return sentences;
  }
}
