package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.config.Settings;
import customerio.agent.health.Concern;
import customerio.agent.webhooks.Webhooks;

/** Makes what {@link LazyAgent} hands on to, once it is needed. */
interface EngineMaker {

  /** Called once at most, on a thread of ours. */
  CallTaker start(Settings settings);

  /** The same one each time; null while webhooks are not verified. */
  default Webhooks webhooks(Settings settings) {
    return null;
  }

  /** One more reason why the agent is not in order; may come before the engine. */
  default void raise(Concern concern) {}
}
