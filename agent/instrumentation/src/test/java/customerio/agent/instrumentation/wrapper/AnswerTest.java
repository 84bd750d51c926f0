package customerio.agent.instrumentation.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  private static final String F = "Ljava/util/concurrent/CompletableFuture";

  /** return type, its type arguments, what the user says, the answer. */
  @ParameterizedTest
  @CsvSource({
    "V,,,NULL",
    "Z,,,TRUE",
    "Ljava/lang/Boolean;,,,TRUE",
    "Ljava/lang/Boolean;,,null,TRUE",
    "I,,,",
    "I,,null,",
    "Ljava/lang/String;,,,",
    "Ljava/lang/String;,,null,NULL",
    "Ljava/lang/String;,,empty,",
    "[B,,null,NULL",
    "Ljava/util/Optional;,,,",
    "Ljava/util/Optional;,,null,",
    "Ljava/util/Optional;,,empty,EMPTY",
    F + ";,,,",
    F + ";,,null,COMPLETED",
    F + ";," + F + "<Ljava/lang/Void;>;,,COMPLETED",
    F + ";," + F + "<Ljava/lang/Boolean;>;,,COMPLETED_TRUE",
    F + ";," + F + "<Ljava/lang/String;>;,,",
    F + ";," + F + "<Ljava/lang/String;>;,null,COMPLETED",
  })
  void answer_isOneThatIsTrue(String type, String generic, String said, Answer answer) {
    String parameters = "(Ljava/util/Map;)";
    String signature =
        generic == null ? null : "(Ljava/util/Map<Ljava/lang/Void;Ljava/lang/Void;>;)" + generic;

    assertThat(Answer.of(parameters + type, signature, said)).isEqualTo(answer);
  }
}
