package customerio.agent.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wakes on the spot; time passes when the test says so. */
final class ManualWakers implements Wakers {
  private record Alarm(Duration due, Runnable task) {}

  private final List<Alarm> alarms = new ArrayList<>();
  boolean expireAtOnce;
  RuntimeException fault;
  int woken;

  @Override
  public void wake(Runnable waking) {
    woken++;
    waking.run();
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    if (fault != null) {
      throw fault;
    }
    if (expireAtOnce) {
      task.run();
    }
    Alarm alarm = new Alarm(delay, task);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  /** How long those wait who still do. */
  List<Duration> pending() {
    return alarms.stream().map(Alarm::due).toList();
  }

  void timePasses() {
    List.copyOf(alarms).forEach(alarm -> alarm.task.run());
  }
}
