package customerio.agent.instrumentation.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What an application saw: values, and exceptions by class, message and cause. */
public final class Transcript {
  private final List<String> lines = new ArrayList<>();

  public <T> T note(String what, Callable<T> call) {
    try {
      T value = call.call();
      lines.add(what + " = " + value);
      return value;
    } catch (Throwable e) {
      Throwable cause = e.getCause();
      lines.add(
          what + " threw " + e + (cause == null ? "" : " caused by " + cause.getClass().getName()));
      return null;
    }
  }

  public void attempt(String what, Action action) {
    note(
        what,
        () -> {
          action.run();
          return "done";
        });
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** May throw anything. */
  public interface Action {
    void run() throws Exception;
  }
}
