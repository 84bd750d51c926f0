package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.CredentialQuestion.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialQuestionTest {

  @ParameterizedTest
  @CsvSource({
    "TRACK,200,ACCEPTED",
    "TRACK,401,REFUSED",
    "TRACK,403,REFUSED",
    "TRACK,400,UNKNOWN",
    "TRACK,404,UNKNOWN",
    "TRACK,301,UNKNOWN",
    "TRACK,503,UNKNOWN",
    "PIPELINES,200,ACCEPTED",
    "PIPELINES,400,ACCEPTED",
    "PIPELINES,401,REFUSED",
    "PIPELINES,403,UNKNOWN",
    "PIPELINES,404,UNKNOWN",
    "PIPELINES,429,UNKNOWN"
  })
  void verdict_isWhatTheDocumentSays(CredentialQuestion question, int status, Verdict verdict) {
    assertThat(question.verdict(status)).isEqualTo(verdict);
  }

  @Test
  void question_goesToADocumentedEndpointThatChangesNothing() {
    assertThat(endpoint(CredentialQuestion.TRACK)).isEqualTo(Endpoint.TRACK_REGION);
    assertThat(endpoint(CredentialQuestion.PIPELINES)).isEqualTo(Endpoint.PIPELINES_ALIAS);
    assertThat(CredentialQuestion.PIPELINES.body()).isEqualTo("{}");
    assertThat(CredentialQuestion.PIPELINES.isStrict()).isTrue();
    assertThat(CredentialQuestion.about(Api.APP)).isNull();
  }

  private static Endpoint endpoint(CredentialQuestion question) {
    return Endpoint.match(question.api(), question.method(), question.target());
  }
}
