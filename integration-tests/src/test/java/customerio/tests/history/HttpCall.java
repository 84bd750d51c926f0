package customerio.tests.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.simulator.Family;
import java.util.Base64;

/**
 * One call of the application.
 *
 * @param about whose order it obeys; two spellings of one human are two such names
 */
record HttpCall(Family family, String method, String path, String body, String about) {

  /** Which of the application's calls a request is; survives relaying, and no delivery has it. */
  static final String NUMBER = "X-Call";

  CapturedRequest captured(int number) {
    return new CapturedRequest(
        method, "https", host(), 443, path, null, headers(number), body.getBytes(UTF_8));
  }

  /** A question that changes nothing, and by which an agent learns the credential. */
  static HttpCall region() {
    return new HttpCall(Family.TRACK, "GET", "/api/v1/accounts/region", "", "nobody");
  }

  static String authorization(Family family) {
    String credential = family == Family.TRACK ? "site-shop:key-shop" : "wk-shop:";
    return "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8));
  }

  private Headers headers(int number) {
    return Headers.of(
        "Content-Type",
        "application/json",
        "Authorization",
        authorization(family),
        NUMBER,
        Integer.toString(number));
  }

  private String host() {
    return family == Family.TRACK ? "track.customer.io" : "cdp.customer.io";
  }

  @Override
  public String toString() {
    return method + ' ' + path + (body.isEmpty() ? "" : " " + body);
  }
}
