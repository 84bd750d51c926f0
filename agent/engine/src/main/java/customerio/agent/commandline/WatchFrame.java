package customerio.agent.commandline;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the status page shows, in as many lines as fit: what is wrong comes first, then what waits,
 * then what became of everything; lists give way to what is above them.
 */
final class WatchFrame {
  private static final String LABELS = "%-12s";
  private static final int LABEL = 12;
  private static final int MOST_REASONS = 3;
  private static final int BAR = 20;
  private static final String END = "Ctrl-C ends; from then on nothing is asked";

  private final String application;
  private final JsonTree status;
  private final Display.Size size;
  private final List<String> lines = new ArrayList<>();

  WatchFrame(String application, JsonTree status, Display.Size size) {
    this.application = application;
    this.status = status;
    this.size = size;
  }

  static List<String> idle(String application, Display.Size size) {
    return List.of(
        cut(application, size), cut("IDLE: " + IdleApplication.WHY, size), "", cut(END, size));
  }

  /** At most as many and as long as fit. */
  List<String> lines() {
    lines.add(
        status.at("status").text()
            + "  "
            + application
            + "  "
            + status.at("version").text()
            + ", mode "
            + status.at("mode").text());
    lines.add("as of " + status.at("at").text());
    reasons();
    lines.add("");
    queue();
    recent();
    since();
    destinations();
    clients();
    refusals();
    settings();
    List<String> fitting = lines.subList(0, Math.min(lines.size(), size.rows()));
    return fitting.stream().map(line -> cut(line, size).stripTrailing()).toList();
  }

  private void reasons() {
    List<String> reasons = new ArrayList<>();
    status
        .at("components")
        .members()
        .values()
        .forEach(part -> part.at("reasons").elements().forEach(one -> reasons.add(one.text())));
    String gravest = status.at("reason").text();
    reasons.sort((a, b) -> Boolean.compare(b.equals(gravest), a.equals(gravest)));
    for (String reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
      lines.addAll(Wrapping.of("! " + reason, size.columns(), "  "));
    }
    if (reasons.size() > MOST_REASONS) {
      lines.add("! and " + Amounts.count(reasons.size() - MOST_REASONS, "more reason"));
    }
  }

  private void queue() {
    JsonTree queue = status.at("components", "queue", "details");
    double share = queue.at("bytes").number() / Math.max(1, queue.at("limitBytes").number());
    int full = (int) Math.min(BAR, Math.ceil(share * BAR));
    line(
        "waiting",
        queue.at("depth").whole() == 0
            ? "nothing"
            : Amounts.count(queue.at("depth").whole(), "operation")
                + ", the oldest since "
                + age(queue.at("oldestAgeSeconds").number()));
    line(
        "on disk",
        '['
            + "#".repeat(full)
            + ".".repeat(BAR - full)
            + "] "
            + Amounts.bytes(queue.at("bytes").whole())
            + " of "
            + Amounts.bytes(queue.at("limitBytes").whole())
            + "; "
            + count(queue.at("deadLetters"))
            + " given up, "
            + count(queue.at("dropped"))
            + " dropped");
  }

  private void recent() {
    JsonTree recent = status.at("recent");
    int width = Math.max(0, size.columns() - 2 * LABEL);
    List<Double> rates = numbers(recent.at("deliveredPerSecond"));
    List<Double> delays = numbers(recent.at("slowestDeliverySeconds"));
    line("delivered", String.format(Locale.ROOT, LABELS, rate(rates)) + Sparkline.of(rates, width));
    line("slowest", String.format(LABELS, slowest(delays)) + Sparkline.of(delays, width));
  }

  private void since() {
    JsonTree since = status.at("sinceStart");
    line("since start", amounts(since, "accepted", "delivered", "deduplicated", "rejected"));
    line(
        "",
        amounts(since, "requests", "retried", "relayed")
            + ", "
            + count(since.at("passedThrough"))
            + " passed, "
            + count(since.at("suppressedFaults"))
            + " faults");
    if (since.at("silentlyDropped").whole() > 0) {
      line("", count(since.at("silentlyDropped")) + " silently dropped by Customer.io");
    }
  }

  private void destinations() {
    Table table =
        new Table().row("DESTINATION", "BREAKER", "WAITING", "OLDEST", "OK", "FAILED", "WAITS FOR");
    int rows = 0;
    for (Map.Entry<String, JsonTree> entry :
        status.at("components", "delivery", "details").members().entrySet()) {
      JsonTree one = entry.getValue();
      if (one.members().isEmpty()) {
        continue; // furtherDestinations
      }
      rows++;
      table.row(
          Plain.text(entry.getKey()),
          one.at("breaker").text(),
          count(one.at("pending")),
          one.at("pending").whole() == 0 ? "" : age(one.at("oldestAgeSeconds").number()),
          ago(one.at("lastSuccess")),
          (ago(one.at("lastFailure")) + ' ' + one.at("lastFailureKind").text()).trim(),
          waitsFor(one));
    }
    section(rows, table);
  }

  private static String waitsFor(JsonTree destination) {
    String waits = destination.at("waitingFor").text();
    long held = destination.at("peopleHeld").whole();
    if (held == 0) {
      return waits;
    }
    String people = held == 1 ? "1 person held back" : held + " people held back";
    return waits.isEmpty() ? people : waits + "; " + people;
  }

  private void clients() {
    Table table = new Table().row("CLIENT", "ANSWERED", "RELAYED", "PASSED");
    Map<String, JsonTree> clients = status.at("components", "clients", "details").members();
    clients.forEach(
        (name, client) ->
            table.row(
                Plain.text(name),
                count(client.at("answered")),
                count(client.at("relayed")),
                count(client.at("passed"))));
    section(clients.size(), table);
  }

  private void refusals() {
    Table table = new Table().row("REFUSED", "OPERATION", "DESTINATION", "REASON");
    List<JsonTree> refusals = status.at("refusals").elements();
    for (JsonTree refusal : refusals) {
      table.row(
          ago(refusal.at("at")),
          refusal.at("kind").text(),
          refusal.at("destination").text(),
          refusal.at("reason").text());
    }
    section(refusals.size(), table);
  }

  /** Those that somebody has set. */
  private void settings() {
    Table table = new Table().row("SETTING", "VALUE", "FROM");
    int rows = 0;
    for (JsonTree setting : status.at("settings").elements()) {
      String source = setting.at("source").text();
      if (!source.equals("default")) {
        rows++;
        table.row(setting.at("key").text(), setting.at("value").text(), source);
      }
    }
    section(rows, table);
  }

  private void section(int rows, Table table) {
    if (rows > 0) {
      lines.add("");
      lines.addAll(table.lines());
    }
  }

  private void line(String label, String text) {
    lines.add(String.format(LABELS, label) + text);
  }

  private static String amounts(JsonTree counters, String... names) {
    List<String> amounts = new ArrayList<>();
    for (String name : names) {
      amounts.add(count(counters.at(name)) + ' ' + name);
    }
    return String.join(", ", amounts);
  }

  private static String count(JsonTree number) {
    return String.format(Locale.ROOT, "%,d", number.whole());
  }

  private static List<Double> numbers(JsonTree array) {
    List<Double> numbers = new ArrayList<>();
    array.elements().forEach(one -> numbers.add(one.isMissing() ? null : one.number()));
    return numbers;
  }

  private static String rate(List<Double> rates) {
    return rates.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%,.1f/s", rates.get(rates.size() - 1));
  }

  private static String slowest(List<Double> delays) {
    double slowest = delays.stream().mapToDouble(it -> it == null ? 0 : it).max().orElse(0);
    return age(slowest);
  }

  private static String age(double seconds) {
    return seconds > 0 && seconds < 1
        ? Math.round(seconds * 1_000) + " ms"
        : Amounts.age(Duration.ofMillis((long) (seconds * 1_000)));
  }

  /** By the clock of the agent, which may be that of another host. */
  private String ago(JsonTree time) {
    try {
      Instant now = Instant.parse(status.at("at").text());
      return Amounts.age(Duration.between(Instant.parse(time.text()), now)) + " ago";
    } catch (DateTimeParseException none) {
      return "";
    }
  }

  private static String cut(String line, Display.Size size) {
    return Wrapping.cut(line, size.columns());
  }
}
