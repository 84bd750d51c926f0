package customerio.agent.delivery;

import customerio.agent.capture.Reply;
import customerio.agent.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Customer.io that has its days, and remembers what it took. */
final class MoodyCustomerio {

  enum Weather {
    OK,
    BUSY,
    BROKEN_BEFORE,
    ANSWER_LOST,
    THROTTLED
  }

  /** What it takes of a JVM that is about to die. */
  private enum LastWords {
    NONE,
    UNTIL_NAMED,
    WERE_SAID
  }

  final List<Integer> applied = new ArrayList<>();
  final List<Weather> weather;

  /** Numbers of the operations that name two. */
  final Set<Integer> namings = new HashSet<>();

  /** Number of an operation → the name it was said under. */
  final Map<Integer, Integer> names = new HashMap<>();

  /** Name → until when. */
  final Map<Integer, Duration> ill = new HashMap<>();

  private final Rig rig;
  private LastWords lastWords = LastWords.NONE;

  MoodyCustomerio(List<Weather> weather, Rig rig) {
    this.weather = new ArrayList<>(weather);
    this.rig = rig;
  }

  /** Nothing more arrives once an operation has that names two. */
  void takesUntilNamed() {
    lastWords = LastWords.UNTIL_NAMED;
  }

  void takesAll() {
    lastWords = LastWords.NONE;
  }

  Reply answer(ScriptedTransport.Sent sent) throws TransportException {
    if (lastWords == LastWords.WERE_SAID) {
      throw ScriptedTransport.broken();
    }
    Weather now = weather.isEmpty() ? Weather.OK : weather.remove(0);
    if (sent.operations().stream().anyMatch(this::isAboutSomebodyIll)) {
      return ScriptedTransport.reply(503, "");
    }
    if (now == Weather.OK || now == Weather.ANSWER_LOST) {
      applied.addAll(sent.operations());
      if (lastWords == LastWords.UNTIL_NAMED
          && sent.operations().stream().anyMatch(namings::contains)) {
        lastWords = LastWords.WERE_SAID;
      }
    }
    return switch (now) {
      case OK -> ScriptedTransport.OK;
      case BUSY -> ScriptedTransport.reply(503, "");
      case THROTTLED -> ScriptedTransport.reply(429, "", "Retry-After", "7");
      case BROKEN_BEFORE, ANSWER_LOST -> throw ScriptedTransport.broken();
    };
  }

  private boolean isAboutSomebodyIll(int number) {
    Duration until = ill.get(names.get(number));
    return until != null && until.compareTo(rig.time.elapsed()) > 0;
  }
}
