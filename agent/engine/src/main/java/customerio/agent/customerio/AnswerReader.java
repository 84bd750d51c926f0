package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Answer.Accepted;
import customerio.agent.customerio.Answer.Misconfigured;
import customerio.agent.customerio.Answer.PartlyAccepted;
import customerio.agent.customerio.Answer.Redirected;
import customerio.agent.customerio.Answer.Refused;
import customerio.agent.customerio.Answer.Throttled;
import customerio.agent.customerio.Answer.TooLarge;
import customerio.agent.customerio.Answer.TryLater;
import customerio.agent.customerio.Answer.Unattributable;
import customerio.agent.customerio.Answer.Unauthorized;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tells from an HTTP answer what became of the items of its request. Pure. */
public final class AnswerReader {

  private AnswerReader() {}

  /**
   * @param items how many the request had; 1 for a single request
   * @param firstHeader header name → value of its first line, or null
   * @param body decoded of any content encoding
   * @param now what a date in {@code Retry-After} is compared with
   */
  public static Answer read(
      Api api, int items, int status, UnaryOperator<String> firstHeader, byte[] body, Instant now) {
    if (status >= 200 && status < 300) {
      return api == Api.TRACK ? accepted(items, status, body) : new Accepted();
    }
    return switch (status) {
      case 301, 302, 307, 308 -> new Redirected(firstHeader.apply("Location"));
      // 402: an unpaid account refuses everything, which no item is to blame for
      case 401, 402, 403 -> new Unauthorized();
      // 407 is a proxy's, and as little to do with the item as a wrong path
      case 404, 405, 407 -> new Misconfigured(status);
      case 413 -> new TooLarge();
      case 429 -> new Throttled(retryAfter(firstHeader, now));
      // 421 and 425 are about the connection, and ask for another one
      case 408, 421, 425 -> tryLater(status, firstHeader, now);
      default -> {
        if (status >= 400 && status < 500) {
          yield new Refused(refusal(status, RawObject.of(body)));
        }
        yield status >= 300 && status < 400
            ? new Misconfigured(status)
            : tryLater(status, firstHeader, now);
      }
    };
  }

  /**
   * A 200 can carry errors as a 207 does, and a captive portal answers 200 with a page of its own.
   */
  private static Answer accepted(int items, int status, byte[] body) {
    if (isBlank(body)) {
      return status == 207 ? new Unattributable("207-without-body") : new Accepted();
    }
    RawObject answer = RawObject.of(body);
    if (answer == null) {
      return new Unattributable("not-json");
    }
    if (answer.lacks("errors")) {
      return status == 207 ? new Unattributable("207-without-errors") : new Accepted();
    }
    List<RawObject> errors = answer.objects("errors");
    if (errors == null) {
      return new Unattributable("errors-unreadable");
    }
    if (errors.isEmpty()) {
      return status == 207 ? new Unattributable("207-without-errors") : new Accepted();
    }
    return attribute(items, errors);
  }

  private static Answer attribute(int items, List<RawObject> errors) {
    if (items == 1 && errors.stream().noneMatch(error -> error.has("batch_index"))) {
      return new PartlyAccepted(Map.of(0, ErrorCode.of(errors.get(0))));
    }
    Map<Integer, String> refused = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (RawObject error : errors) {
      int index = index(error);
      if (index < 0 || index >= items) {
        return new Unattributable("index-unusable");
      }
      // an item can be wrong in two fields; the same field twice is as well an error that is
      // wrongly numbered, and its own item would count as taken
      if (!seen.add(index + "/" + error.string("field"))) {
        return new Unattributable("index-repeated");
      }
      refused.putIfAbsent(index, ErrorCode.of(error));
    }
    return new PartlyAccepted(refused);
  }

  /** -1 unless it is a whole number of at most nine digits. */
  private static int index(RawObject error) {
    RawObject.Member index = error.member("batch_index");
    if (index == null || index.kind() != JsonToken.VALUE_NUMBER_INT) {
      return -1;
    }
    String digits = error.raw(index);
    return digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }

  /** v2 reports a list of errors; v1 reports prose, which may quote the request. */
  private static String refusal(int status, RawObject answer) {
    List<RawObject> errors = answer == null ? null : answer.objects("errors");
    return errors == null || errors.isEmpty() ? "status-" + status : ErrorCode.of(errors.get(0));
  }

  private static Answer tryLater(int status, UnaryOperator<String> firstHeader, Instant now) {
    return new TryLater(retryAfter(firstHeader, now), "status-" + status);
  }

  private static Duration retryAfter(UnaryOperator<String> firstHeader, Instant now) {
    return RetryAfter.read(firstHeader.apply("Retry-After"), now);
  }

  private static boolean isBlank(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\r' && b != '\n' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
