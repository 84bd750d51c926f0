package customerio.agent.config;

import java.util.function.Function;

/**
 * One setting: its name and how its text is understood. The name has three spellings, see {@link
 * Source#spell}.
 *
 * @param expected what a correct value looks like, for the message about a wrong one
 */
record Key<T>(String name, String defaultText, String expected, Function<String, T> parser) {

  /**
   * @throws IllegalArgumentException the text is not understood
   */
  T parse(String text) {
    return parser.apply(text.trim());
  }
}
