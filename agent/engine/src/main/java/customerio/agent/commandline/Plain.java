package customerio.agent.commandline;

/**
 * Text of others on our screen. A terminal obeys control characters, and a reason may quote what
 * Customer.io's answer said.
 */
final class Plain {

  private Plain() {}

  static String text(String foreign) {
    StringBuilder plain = new StringBuilder(foreign.length());
    foreign
        .codePoints()
        .forEach(
            c -> {
              if (c >= ' ' && c < 0x7f) {
                plain.append((char) c);
              } else {
                plain.append(String.format("\\u%04x", c));
              }
            });
    return plain.toString();
  }
}
