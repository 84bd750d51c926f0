package customerio.agent;

import customerio.agent.config.DurabilityWord;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.Settings;
import customerio.agent.log.Log;
import java.util.Locale;

/** What the log says when the engine has started. */
final class FirstWords {

  private FirstWords() {}

  static void say(Settings settings, ModeSwitch modes, boolean encrypted, Log log) {
    log.info(
        Version.text()
            + " takes over the calls to Customer.io: mode "
            + modes
            + ", region "
            + word(settings.accounts().region())
            + ", otel "
            + word(settings.otelMode())
            + ", durability "
            + word(settings.queue().durability())
            + (encrypted ? ", encrypted" : "")
            + ", queue in "
            + settings.queue().directory()
            + "; see how it goes with java -jar customerio-agent.jar status");
    if (settings.queue().durability() == DurabilityWord.MEMORY) {
      log.warn(
          "queue.durability=memory: operations of the last seconds are in the heap alone; kill -9, a"
              + " crash or an out-of-memory kill loses them, an orderly end does not");
    }
  }

  private static String word(Enum<?> setting) {
    return setting.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
