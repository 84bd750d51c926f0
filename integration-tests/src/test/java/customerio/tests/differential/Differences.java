package customerio.tests.differential;

import customerio.tests.differential.client.Case;
import customerio.tests.differential.client.Case.Fate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** All that the agent may change about what an application sees. One place, and nothing else. */
final class Differences {

  /** Says that the answer is the agent's. */
  static final String MARK = "header x-customerio-agent: ";

  /**
   * What OkHttp's listener and network interceptors have heard when the agent gets no whole answer:
   * the client's own attempt follows, as after an attempt that OkHttp itself repeats.
   */
  private static final List<String> ATTEMPT =
      List.of(
          "noted network interceptor before",
          "noted requestHeadersStart",
          "noted requestHeadersEnd",
          // before they come, up to OkHttp 4.2
          "noted responseHeadersStart");

  private static final String CUT_IN_ITS_BODY =
      "thrown org.apache.hc.core5.http.ConnectionClosedException: Premature end of Content-Length"
          + " delimited message body (expected: 32; received: 16)";

  /** Of the moment, or of a connection that a queued call never had. */
  private static final Set<String> NOT_OF_THE_ANSWER =
      Set.of(
          "date",
          "connection",
          "keep-alive",
          "transfer-encoding",
          // hops and protocols; a client that acted on them would act on something untrue
          "via",
          "alt-svc",
          "strict-transport-security");

  private static final Set<Fate> SAVED = EnumSet.of(Fate.SAVED, Fate.MAY_BE_SAVED);

  private Differences() {}

  /**
   * Answered for others, left to this client: a stream of Ktor's can be written to OkHttp once, so
   * one without an end in sight would have to be kept whole.
   */
  static boolean isLeft(SupportTable.Row client, Case scene) {
    return scene == Case.CHUNKED_BODY && client.title().equals("Ktor on OkHttp");
  }

  /** What only one of the two has seen, and what only the other; the order of lines counts. */
  static List<String> between(
      SupportTable.Row client, Case scene, List<String> alone, List<String> withAgent) {
    if (isSaved(scene, alone, withAgent)
        || isFollowed(scene, alone, withAgent)
        || isNoConnection(client, scene, alone, withAgent)) {
      return List.of();
    }
    return between(
        alone.stream()
            .filter(line -> !isAllowed(client, scene, line))
            .map(line -> settled(client, scene, line))
            .toList(),
        withoutAttempt(scene, alone, withAgent).stream()
            .filter(line -> !isAllowed(client, scene, line))
            .map(line -> settled(client, scene, line))
            .toList());
  }

  private static boolean isSaved(Case scene, List<String> alone, List<String> withAgent) {
    return SAVED.contains(scene.fate())
        && alone.get(0).startsWith("thrown ")
        && withAgent.get(0).equals("status 200")
        && Play.isMarked(withAgent);
  }

  /** The agent follows a redirect within Customer.io whether the client would or not. */
  private static boolean isFollowed(Case scene, List<String> alone, List<String> withAgent) {
    return scene == Case.REDIRECT_WITH_BODY
        && (alone.get(0).equals("status 302")
            || alone.get(0).startsWith("thrown java.net.HttpRetryException"))
        && withAgent.get(0).equals("status 200");
  }

  /**
   * A client that is served over the bridge has its connection, to the bridge: where Customer.io
   * refuses one, it sees its own end without an answer. Its own exception, and none of ours.
   */
  private static boolean isNoConnection(
      SupportTable.Row client, Case scene, List<String> alone, List<String> withAgent) {
    return scene == Case.NOBODY_LISTENS
        && client.isBridged()
        && alone.stream().anyMatch(line -> line.endsWith("Connection refused"))
        && withAgent.get(0).startsWith("thrown ")
        && withAgent.stream().noneMatch(line -> line.startsWith("thrown customerio."));
  }

  /** The same for an agent that only observes, which answers nothing and adds nothing. */
  static List<String> whenObserved(
      SupportTable.Row client, Case scene, List<String> alone, List<String> observed) {
    return between(
        alone.stream()
            .filter(line -> !line.startsWith("header date:") && !isEarly(client, scene, line))
            .map(line -> settled(client, scene, line))
            .toList(),
        observed.stream()
            .filter(line -> !line.startsWith("header date:") && !isEarly(client, scene, line))
            .map(line -> settled(client, scene, line))
            .toList());
  }

  /**
   * HttpClient 5's request interceptors run behind its connecting. We are asked before it connects,
   * and about the request as they leave it, so they have run also where it then cannot connect.
   */
  private static boolean isEarly(SupportTable.Row client, Case scene, String line) {
    return scene == Case.NOBODY_LISTENS
        && client.switchName().startsWith("apache5")
        && line.equals("noted request interceptor");
  }

  /** A line that is not the same in two runs without the agent either. */
  private static String settled(SupportTable.Row client, Case scene, String line) {
    return switch (scene) {
      // Spring's timer cancels the future while its caller waits for it. Which thread is first says
      // what the exception says: of 400 timeouts without the agent, 81 had no message on JDK 17 and
      // 60 the message "get" on JDK 25.
      case TIMEOUT, SHORT_DEADLINE ->
          client.title().equals("Spring RestClient on JDK HttpClient") && line.startsWith("thrown ")
              ? line.replaceFirst(": (null|get|Request cancelled)$", ": by chance")
              : line;
      case CUT_ANSWER -> saidByChance(client.title()).contains(line) ? CUT_IN_ITS_BODY : line;
      // OkHttp tells its listener how much had come when the body was closed.
      case CLOSED_EARLY -> line.replaceFirst("^(noted responseBodyEnd) [0-9]+$", "$1 by chance");
      default -> line;
    };
  }

  /** What a client on HttpClient 5 says of an answer cut in its body when its threads race. */
  private static Set<String> saidByChance(String title) {
    return switch (title) {
      // Its consumer cancels the exchange of a body that failed. A kept connection's is forgotten
      // by then; on new ones 2 056 of 3 000 answers without the agent ended so.
      case "Spring WebClient on Apache HttpClient 5" ->
          Set.of("thrown java.io.InterruptedIOException: null");
      // Of 15 000 answers without the agent, with 3.1.3: its engine ends the body before it says
      // why (13, on new connections); the exchange fails twice, as in ToldInOrder (2, on kept
      // ones).
      case "Ktor on Apache HttpClient 5" ->
          Set.of(
              "thrown java.io.EOFException: Not enough data available, required 16 bytes but only 0"
                  + " available",
              "thrown org.apache.hc.core5.http.RequestNotExecutedException: Connection is closed");
      default -> Set.of();
    };
  }

  private static List<String> withoutAttempt(
      Case scene, List<String> alone, List<String> withAgent) {
    List<String> rest = new ArrayList<>(withAgent);
    if (scene == Case.CUT_ANSWER || scene == Case.NOBODY_LISTENS) {
      ATTEMPT.stream()
          .filter(line -> Collections.frequency(rest, line) > Collections.frequency(alone, line))
          .forEach(rest::remove);
    }
    return rest;
  }

  private static List<String> between(List<String> before, List<String> after) {
    if (before.equals(after)) {
      return List.of();
    }
    List<String> only = Stream.concat(only("-", before, after), only("+", after, before)).toList();
    return only.isEmpty() ? List.of("in another order: " + before + " and " + after) : only;
  }

  private static Stream<String> only(String sign, List<String> here, List<String> there) {
    List<String> others = new ArrayList<>(there);
    return here.stream().filter(line -> !others.remove(line)).map(line -> sign + line);
  }

  private static boolean isAllowed(SupportTable.Row client, Case scene, String line) {
    return line.startsWith(MARK)
        || isEarly(client, scene, line)
        || isHeader(line, NOT_OF_THE_ANSWER)
        || line.startsWith("name ")
            && NOT_OF_THE_ANSWER.contains(
                line.substring("name ".length()).toLowerCase(Locale.ROOT));
  }

  private static boolean isHeader(String line, Set<String> names) {
    return line.startsWith("header ")
        && names.contains(
            line.substring("header ".length(), line.indexOf(':', "header ".length())));
  }
}
