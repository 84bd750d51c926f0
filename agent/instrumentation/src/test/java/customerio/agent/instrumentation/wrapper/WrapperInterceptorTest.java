package customerio.agent.instrumentation.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Interception;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapperInterceptorTest {
  private static final Object[] CALL = {"p", Map.of()};

  @TempDir Path directory;
  private final ScriptedEngine engine = new ScriptedEngine();

  @BeforeEach
  void map() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("wrappers.txt"),
            "com.acme.A#a(String, Map) = identify person=1 attributes=2 credential=env:KEY");
    WrapperInstrumentation.of(file.toString(), Map.of("KEY", "site:key"));
    Interception.install(engine);
  }

  @AfterEach
  void uninstall() {
    Interception.install(null);
  }

  @Test
  void acceptedCall_isAnswered() {
    engine.next = new Acceptance(true);

    assertThat(intercept("TRUE", CALL)).isEqualTo(new Outcome.Answer(true));
    assertThat(engine.taken).containsExactly("PUT /api/v1/customers/p");
  }

  @Test
  void whatIsNotCommitted_isTheOriginals() {
    engine.next = new Acceptance(false);

    assertThat(intercept("TRUE", CALL)).isEqualTo(Outcome.ORIGINAL);
  }

  @Test
  void passedCall_isTheOriginals() {
    assertThat(intercept("TRUE", CALL)).isEqualTo(Outcome.ORIGINAL);
  }

  @Test
  void relayedCall_isAnsweredWhenCustomerioHasAcceptedIt() {
    engine.next = new Relay(200, null);

    assertThat(intercept("NULL", CALL)).isEqualTo(new Outcome.Answer(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 429})
  void refusedCall_isTheOriginals(int status) {
    engine.next = new Relay(status, null);

    assertThat(intercept("NULL", CALL)).isEqualTo(Outcome.ORIGINAL);
  }

  /** The original would say the operation under another id, and an event would count twice. */
  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void answerThatDoesNotTellWhatBecameOfIt_isAFailureAndNotSentAgain(int status) {
    engine.next = new Relay(status, null);

    assertThat(((Outcome.Failure) intercept("NULL", CALL)).thrown())
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("Customer.io answered " + status);
    assertThat((CompletableFuture<?>) ((Outcome.Answer) intercept("COMPLETED", CALL)).value())
        .isCompletedExceptionally();
  }

  @Test
  void unsentCall_isTheOriginals() {
    engine.next = new Relay(0, new NothingSentException("", null));
    assertThat(intercept("NULL", CALL)).isEqualTo(Outcome.ORIGINAL);

    engine.next = new Relay(0, new CustomerioUnavailableException(""));
    assertThat(intercept("NULL", CALL)).isEqualTo(Outcome.ORIGINAL);
  }

  @Test
  void unknownOutcome_isAFailureAndNotSentAgain() {
    SocketTimeoutException timeout = new SocketTimeoutException("");
    engine.next = new Relay(0, timeout);

    assertThat(((Outcome.Failure) intercept("NULL", CALL)).thrown())
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(timeout);
    assertThat((CompletableFuture<?>) ((Outcome.Answer) intercept("COMPLETED", CALL)).value())
        .isCompletedExceptionally();
  }

  @Test
  void unknownType_isTheOriginalsAndNamed() {
    assertThat(intercept("TRUE", "p", Map.of("type", Duration.ZERO))).isEqualTo(Outcome.ORIGINAL);
    assertThat(intercept("TRUE", 1.5, Map.of())).isEqualTo(Outcome.ORIGINAL);

    String method = "wrappers.file, line 1: com.acme.A#a(java.lang.String,java.util.Map) ";
    assertThat(engine.said)
        .containsExactly(
            method
                + "was called with a value of type java.time.Duration; such calls run as without"
                + " the agent",
            method
                + "was called with a value of type java.lang.Double; such calls run as without"
                + " the agent");
    assertThat(engine.taken).isEmpty();
  }

  @Test
  void callThatIsTooLongOrNobodys_isTheOriginals() {
    engine.next = new Acceptance(true);

    assertThat(intercept("TRUE", "p", Map.of("long", "x".repeat(100)))).isEqualTo(Outcome.ORIGINAL);
    assertThat(intercept("TRUE", null, Map.of())).isEqualTo(Outcome.ORIGINAL);
    engine.passes = true;
    assertThat(intercept("TRUE", CALL)).isEqualTo(Outcome.ORIGINAL);
    Interception.install(null);
    assertThat(intercept("TRUE", CALL)).isEqualTo(Outcome.ORIGINAL);

    assertThat(engine.taken).isEmpty();
  }

  @Test
  void credentialsOfTheFile_areKnownBeforeTheFirstCall() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("several.txt"),
            """
            com.acme.A#a(String) = suppress person=1 credential=env:KEY
            com.acme.A#b(String) = suppress person=1 credential=file:%1$s/key
            com.acme.A#c(String) = suppress person=1 credential=file:%1$s/missing
            """
                .formatted(directory));
    Files.writeString(directory.resolve("key"), "Bearer b");

    WrapperInstrumentation.of(file.toString(), Map.of("KEY", "site:key")).report();

    assertThat(engine.credentials).containsExactly("Basic c2l0ZTprZXk=", "Bearer b");
    assertThat(engine.said).isEmpty();
  }

  @Test
  void classThatNeverCame_isNamed() throws Exception {
    MappedMethod method = WrapperInstrumentation.method(0);

    assertThat(UnseenMethods.sentences(List.of(method)))
        .containsExactly(
            "wrappers.file, line 1: com.acme.A#a(java.lang.String,java.util.Map) is not there yet,"
                + " as no such class has been loaded; check its name if the application should have"
                + " used it by now");
    method.missing();
    assertThat(UnseenMethods.sentences(List.of(method))).isEmpty();
  }

  private static Outcome intercept(String answer, Object... arguments) {
    return new WrapperInterceptor("0," + answer).intercept(null, arguments);
  }

  private record Acceptance(boolean commit) implements Takeover.Accepted {
    @Override
    public Reply reply() {
      return new Reply(200, Headers.NONE, new byte[0]);
    }
  }

  private record Relay(int status, IOException failure) implements Takeover.Relayed {
    @Override
    public Reply exchange(Duration timeout) throws IOException {
      if (failure != null) {
        throw failure;
      }
      return new Reply(status, Headers.NONE, new byte[0]);
    }

    @Override
    public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
      throw new AssertionError("the caller waits");
    }
  }

  private static final class ScriptedEngine implements CallTaker {
    private final List<String> taken = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> credentials = new ArrayList<>();
    private Takeover next = Takeover.Pass.PASS;
    private boolean passes;

    @Override
    public boolean claims(String scheme, String host, int port, String rawPath) {
      return scheme.equals("https") && host.equals("track.customer.io") && port == 443;
    }

    @Override
    public boolean wouldPass(String method, String scheme, String host, int port, String path) {
      return passes;
    }

    @Override
    public Origin origin() {
      return Origin.UNKNOWN;
    }

    @Override
    public Takeover take(CapturedRequest request, Origin origin) {
      taken.add(request.method() + ' ' + request.target());
      return next;
    }

    @Override
    public void bypassed() {
      // the sentence is what tells
    }

    @Override
    public void credential(String authorization) {
      credentials.add(authorization);
    }

    @Override
    public int maxBodyBytes() {
      return 50;
    }

    @Override
    public void suppressed(String place, Throwable fault) {
      throw new AssertionError(place, fault);
    }

    @Override
    public void leftAlone(String sentence) {
      said.add(sentence);
    }
  }
}
