package customerio.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows two rounds side by side, on one screen. */
final class Scoreboard {
  private final RoundResult without;
  private final RoundResult with;
  private final List<String> lines = new ArrayList<>();

  private Scoreboard(RoundResult without, RoundResult with) {
    this.without = without;
    this.with = with;
  }

  /**
   * @param with null when there was no round with the agent
   */
  static List<String> lines(RoundResult without, RoundResult with) {
    Scoreboard board = new Scoreboard(without, with);
    board.draw();
    return board.lines;
  }

  private void draw() {
    lines.add(
        "Each round: "
            + Shop.CALLS_PER_SECOND
            + " calls/s; 10 s of 503s, kill -9 of the shop, 10 s of silence.");
    lines.add("");
    lines.add(columns("", "without agent", "with agent", "without:with"));
    row("calls made by the shop", result -> result.ledger().calls());
    row("  answered ok", result -> result.ledger().ok());
    row("  failed in the shop", result -> result.ledger().failed());
    row("  cut off by kill -9, no answer given", result -> result.ledger().cutOff());
    row("    and never arrived", result -> result.ledger().cutOffAndMissing());
    row("requests on the wire", RoundResult::requests);
    row("delivered to Customer.io", result -> result.ledger().delivered());
    row("LOST", result -> result.ledger().lost());
    row("  failed in the shop, never arrived", result -> result.ledger().lostAfterFailure());
    row("  answered ok, never arrived", result -> result.ledger().lostThoughOk());
    row("  never answered, never arrived", result -> result.ledger().lostUnanswered());
    row("DUPLICATED", result -> result.ledger().duplicated());
    row("OUT OF ORDER (per person)", result -> result.ledger().outOfOrder());
    row("a call, from due to done¹,      p50 µs", result -> result.holdTimes().p50());
    row("                                p99 µs", result -> result.holdTimes().p99());
    row("  cold starts included,         max µs", result -> result.holdTimes().max());
    lines.add("");
    lines.add(
        "¹ percentiles without the first "
            + HoldTimes.WARM_UP.toSeconds()
            + " s after each start of the shop, in both rounds");
    lines.add(verdict());
  }

  private String verdict() {
    if (with == null) {
      return "Without the agent only: nothing to compare.";
    }
    return with.ledger().flawless()
        ? "With the agent: nothing lost, nothing twice, everything in order."
        : "FAILED: with the agent something was lost, came twice or came out of order.";
  }

  private interface Figure {
    long of(RoundResult result);
  }

  private void row(String label, Figure figure) {
    long left = figure.of(without);
    if (with == null) {
      lines.add(columns(label, grouped(left), "-", ""));
    } else {
      long right = figure.of(with);
      lines.add(columns(label, grouped(left), grouped(right), ratio(left, right)));
    }
  }

  private static String columns(String label, String left, String right, String ratio) {
    return String.format("%-40s%14s%12s%14s", label, left, right, ratio).stripTrailing();
  }

  private static String grouped(long figure) {
    return String.format(Locale.ROOT, "%,d", figure).replace(',', ' ');
  }

  private static String ratio(long left, long right) {
    if (left == 0 || right == 0) {
      return "";
    }
    double ratio = (double) left / right;
    return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%,.0f", ratio).replace(',', ' ') + "×";
  }
}
