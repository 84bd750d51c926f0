package customerio.tests.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import customerio.simulator.Backend;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.accounts.RegionRules;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Faults;
import customerio.simulator.faults.Poison;
import customerio.simulator.http.ApiRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Customer.io as it would be if there were no agent and every call arrived when it was made. */
final class Ideal {
  private final StandingClock clock = new StandingClock();
  private final Backend backend = customerio(clock, Poison.BatchStyle.MULTI_STATUS);
  private long number;

  /** A Customer.io that refuses events of one name. */
  static Backend customerio(Clock clock, Poison.BatchStyle batchAnswer) {
    Faults faults = new Faults(() -> {});
    faults.add(FaultRule.named("bad").poison(new Poison(Word.BAD, null, batchAnswer)));
    return new Backend(clock, new RegionRules(Ideal::address), faults);
  }

  /**
   * @return the status of the answer
   */
  int apply(HttpCall call, Instant at) {
    clock.now = at;
    return backend
        .answer(
            new ApiRequest(
                ++number,
                new Host(call.family(), Region.US),
                call.method(),
                call.path(),
                null,
                Map.of("authorization", List.of(HttpCall.authorization(call.family()))),
                call.body().getBytes(UTF_8)))
        .status();
  }

  Backend backend() {
    return backend;
  }

  private static URI address(Host host) {
    return URI.create("https://" + host.label() + ".example");
  }

  private static final class StandingClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
