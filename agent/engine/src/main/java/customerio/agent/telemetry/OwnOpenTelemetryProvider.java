package customerio.agent.telemetry;

import customerio.agent.transport.SendScope;
import java.time.Clock;
import java.util.function.Consumer;

/** Where an {@link OwnOpenTelemetry} comes from; a service, so that none is loaded unasked. */
public interface OwnOpenTelemetryProvider {

  /**
   * Takes its time.
   *
   * @param scope surrounds every exchange with a collector
   * @param log told what becomes of it, in either case
   * @return null when nothing is to be exported
   * @throws RuntimeException when it cannot be made
   */
  OwnOpenTelemetry open(String version, SendScope scope, Clock clock, Consumer<String> log);
}
