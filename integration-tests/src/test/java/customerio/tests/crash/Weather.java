package customerio.tests.crash;

import customerio.simulator.Simulator;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.StatusFault;
import customerio.simulator.faults.Trickle;
import java.util.Random;

/** What Customer.io is like during one life of the application. */
public enum Weather {
  FINE,
  DOWN,
  /** It takes the request, and the answer is lost. */
  ANSWERS_GET_LOST,
  HANGS,
  /** It is asked too much, and says for how long to be quiet. */
  TOO_MANY_REQUESTS,
  /** Its answers come a byte at a time. */
  ANSWERS_TRICKLE,
  /** One person's calls fail while all others pass: they are set aside, and that is persisted. */
  FAILS_FOR_ONE;

  private static final String RULE = "weather";

  public static Weather any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  public void come(Simulator simulator, Random random) {
    FaultRule rule = FaultRule.named(RULE);
    switch (this) {
      case FINE -> simulator.faults().remove(RULE);
      case DOWN -> simulator.faults().add(rule.status(503));
      case ANSWERS_GET_LOST ->
          simulator.faults().add(rule.cut(Cut.RESET_AFTER).share(0.3, random.nextLong()));
      case HANGS -> simulator.faults().add(rule.cut(Cut.HANG_BEFORE).share(0.2, random.nextLong()));
      case TOO_MANY_REQUESTS ->
          simulator
              .faults()
              .add(rule.status(new StatusFault(429, "1", null)).share(0.7, random.nextLong()));
      case ANSWERS_TRICKLE -> simulator.faults().add(rule.trickle(new Trickle(1, 100)));
      case FAILS_FOR_ONE ->
          simulator.faults().add(rule.path("/customers/" + somebody(random)).status(503));
    }
  }

  /** Only a request of a single operation tells in its path whom it is about. */
  String batchMode(Random random) {
    return this == FAILS_FOR_ONE || random.nextInt(4) == 0 ? "never" : "adaptive";
  }

  private static String somebody(Random random) {
    return SteadyCaller.person(
        random.nextInt(SteadyCaller.THREADS), random.nextInt(SteadyCaller.PEOPLE_A_THREAD));
  }
}
