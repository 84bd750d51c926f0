package customerio.agent.capture;

import customerio.agent.customerio.CredentialQuestion;
import java.nio.charset.StandardCharsets;

/** A question about a credential as a request for {@link SynchronousRoute}. */
public final class QuestionRequest {
  private static final String USER_AGENT = "customerio-agent";

  private QuestionRequest() {}

  /**
   * @param authorization the header's value
   */
  public static CapturedRequest of(CredentialQuestion question, String authorization) {
    Headers headers = Headers.of("Authorization", authorization, "User-Agent", USER_AGENT);
    if (!question.body().isEmpty()) {
      headers = headers.with("Content-Type", "application/json");
    }
    if (question.isStrict()) {
      headers = headers.with(CredentialQuestion.STRICT_MODE, "1");
    }
    // host and port for the sake of completeness: the route knows where it goes
    return new CapturedRequest(
        question.method(),
        "https",
        "customer.io",
        443,
        question.target(),
        null,
        headers,
        question.body().getBytes(StandardCharsets.US_ASCII));
  }
}
