package customerio.agent.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Asks many JVMs at the same time. Each that is stopped takes all of its limit: one after the
 * other, seven of them took all the time that a command has for all.
 */
final class SideBySide {
  /** Whoever is asked works for it; a machine of many JVMs is not to stumble over a question. */
  private static final int AT_A_TIME = 16;

  private SideBySide() {}

  /**
   * @param question ends by itself, whoever is asked
   * @return the answers in the order of those who were asked
   */
  static <A, B> List<B> ask(List<A> all, Function<A, B> question) {
    ExecutorService askers = Executors.newFixedThreadPool(AT_A_TIME, SideBySide::asker);
    try {
      List<Future<B>> underway = new ArrayList<>();
      for (A one : all) {
        underway.add(askers.submit(() -> question.apply(one)));
      }
      List<B> answers = new ArrayList<>();
      for (Future<B> answer : underway) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      askers.shutdownNow();
    }
  }

  private static Thread asker(Runnable work) {
    Thread thread = new Thread(work, "customerio-agent-asking-many");
    thread.setDaemon(true);
    return thread;
  }
}
