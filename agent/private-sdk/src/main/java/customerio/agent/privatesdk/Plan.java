package customerio.agent.privatesdk;

import java.util.Map;

/** What the {@code OTEL_} settings come to. */
sealed interface Plan {

  /**
   * @param overrides settings of OpenTelemetry's, by their names as system properties
   * @param summary what goes where, without paths; a clause
   * @param remarks what of the settings is not followed; empty or a clause
   */
  record Export(Map<String, String> overrides, String summary, String remarks) implements Plan {}

  /**
   * @param reason a clause, and what to do about it
   */
  record Nothing(String reason) implements Plan {}
}
