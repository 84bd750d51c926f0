package customerio.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.testing.Garbage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void threadHasNothingOfItsCaller() throws Exception {
    Thread thread = OwnThread.of("customerio-agent-test", () -> {});

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("customerio-agent-test");
    assertThat(thread.getContextClassLoader()).isNull();
  }

  @Test
  void runningThread_doesNotKeepTheApplicationThatNeededIt() throws Exception {
    Thread[] started = new Thread[1];
    WeakReference<ClassLoader> application =
        undeployed(
            () -> {
              started[0] = OwnThread.of("customerio-agent-test", this::untilEnd);
              started[0].start();
            });

    assertThat(Garbage.takes(application)).isTrue();
    assertThat(started[0].isAlive()).isTrue();
    end.countDown();
  }

  private void untilEnd() {
    try {
      end.await();
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
    }
  }

  /** A frame of the application is on the stack while the task runs; then it is gone. */
  private static WeakReference<ClassLoader> undeployed(Runnable task) throws Exception {
    ClassLoader application = new Application();
    Object call =
        application
            .loadClass(ApplicationCall.class.getName())
            .getConstructor(Runnable.class)
            .newInstance(task);
    ((Callable<?>) call).call();
    return new WeakReference<>(application);
  }

  /** The application's own code. */
  public record ApplicationCall(Runnable task) implements Callable<Void> {
    @Override
    public Void call() {
      task.run();
      return null;
    }
  }

  private static final class Application extends ClassLoader {
    private final ProtectionDomain domain =
        new ProtectionDomain(
            new CodeSource(null, (Certificate[]) null), new Permissions(), this, null);

    Application() {
      super(OwnThreadTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(ApplicationCall.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length, domain);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
