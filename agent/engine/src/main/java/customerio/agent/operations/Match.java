package customerio.agent.operations;

/** A selection at a moment. */
final class Match {
  private final Selection selection;
  private final long latestMillis;

  Match(Selection selection, long nowMillis) {
    this.selection = selection;
    this.latestMillis =
        selection.olderThan().isZero()
            ? Long.MAX_VALUE
            : nowMillis - selection.olderThan().toMillis();
  }

  boolean means(Found found) {
    return found.capturedAtMillis() <= latestMillis
        && (selection.reason().isEmpty()
            || found.isDead() && found.reasonCode().equals(selection.reason()))
        && isWithin(found.kind(), selection.kind(), '.')
        && isWithin(found.destination() + ':' + found.credential(), selection.destination(), ':')
        && (selection.ids().isEmpty()
            || found.operation() != null && selection.ids().contains(found.operation().id()));
  }

  private static boolean isWithin(String name, String wanted, char separator) {
    return wanted.isEmpty()
        || name.equals(wanted)
        || name.startsWith(wanted) && name.charAt(wanted.length()) == separator;
  }
}
