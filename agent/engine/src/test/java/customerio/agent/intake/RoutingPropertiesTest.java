package customerio.agent.intake;

import static customerio.agent.intake.IntakeFixture.BASIC;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is said by two JVMs, in whatever order, over whatever restarts. */
class RoutingPropertiesTest {
  private static final String EU_BASIC = "Basic ZXU6a2V5";
  private static final String US_PIPELINES = "Basic dXMtcGlwZWxpbmVz";
  private static final String EU_PIPELINES = "Basic ZXUtcGlwZWxpbmVz";

  enum Act {
    IDENTIFY,
    IDENTIFY_OVER_PIPELINES,
    EVENT,
    EVENT_OVER_PIPELINES,
    SUPPRESS
  }

  /**
   * @param jvm which of two that share the directory
   * @param restart of that JVM, before it speaks
   * @param country null for none
   */
  record Word(int jvm, boolean restart, Act act, int person, String country) {}

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void onceAssigned_aPersonBelongsToOneWorkspace(@ForAll("words") List<Word> words)
      throws IOException {
    Path directory = Files.createTempDirectory("routing");
    try {
      Path file = Files.writeString(directory.resolve("routing.properties"), routingFile());
      IntakeFixture[] jvms = {jvm(directory, file), jvm(directory, file)};
      Map<Integer, Region> assigned = new HashMap<>();
      List<String> wrong = new ArrayList<>();
      for (Word word : words) {
        if (word.restart) {
          jvms[word.jvm].router.close();
          jvms[word.jvm] = jvm(directory, file);
        }
        Operation operation = say(jvms[word.jvm], word);
        Region expected = expected(assigned, word);
        if (operation.region() != expected
            || operation.credential() != credential(jvms[word.jvm], word, expected)) {
          wrong.add(word + " went to " + operation.region());
        }
      }
      jvms[0].router.close();
      jvms[1].router.close();
      assertThat(wrong).isEmpty();
    } finally {
      delete(directory);
    }
  }

  /** The model: the first country that a rule knows decides; until then calls stay in the US. */
  private static Region expected(Map<Integer, Region> assigned, Word word) {
    boolean identify = word.act == Act.IDENTIFY || word.act == Act.IDENTIFY_OVER_PIPELINES;
    if (identify && "DE".equals(word.country)) {
      assigned.putIfAbsent(word.person, Region.EU);
    } else if (identify && "US".equals(word.country)) {
      assigned.putIfAbsent(word.person, Region.US);
    }
    return assigned.getOrDefault(word.person, Region.US);
  }

  private static long credential(IntakeFixture jvm, Word word, Region region) {
    boolean pipelines =
        word.act == Act.IDENTIFY_OVER_PIPELINES || word.act == Act.EVENT_OVER_PIPELINES;
    String authorization =
        region == Region.EU
            ? pipelines ? EU_PIPELINES : EU_BASIC
            : pipelines ? US_PIPELINES : BASIC;
    return jvm.credentials.learn(authorization);
  }

  private static Operation say(IntakeFixture jvm, Word word) {
    String attributes = word.country == null ? "{}" : "{\"country\":\"" + word.country + "\"}";
    String user = "\"userId\":\"p" + word.person + '"';
    jvm.queues(
        switch (word.act) {
          case IDENTIFY -> jvm.identify("p" + word.person, attributes);
          case EVENT -> jvm.event("p" + word.person, "{\"name\":\"a\"}");
          case SUPPRESS ->
              jvm.call("POST", "/api/v1/customers/p" + word.person + "/suppress", "{}");
          case IDENTIFY_OVER_PIPELINES ->
              jvm.take(pipelines("/v1/identify", '{' + user + ",\"traits\":" + attributes + '}'));
          case EVENT_OVER_PIPELINES ->
              jvm.take(pipelines("/v1/track", '{' + user + ",\"event\":\"a\"}"));
        });
    List<Operation> queued = jvm.queued();
    return queued.get(queued.size() - 1);
  }

  private static CapturedRequest pipelines(String path, String body) {
    return new CapturedRequest(
        "POST",
        "https",
        "cdp.customer.io",
        443,
        path,
        null,
        Headers.of("Authorization", US_PIPELINES),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static IntakeFixture jvm(Path directory, Path file) {
    IntakeFixture jvm =
        new IntakeFixture(directory.resolve("queue"), "routing.file=" + file).proven();
    for (String authorization : List.of(EU_BASIC, US_PIPELINES, EU_PIPELINES)) {
      jvm.credentials.accepted(jvm.credentials.learn(authorization));
    }
    return jvm;
  }

  private static String routingFile() {
    return """
        workspace.us.region = us
        workspace.us.track = %s
        workspace.us.pipelines = %s
        workspace.eu.region = eu
        workspace.eu.track = %s
        workspace.eu.pipelines = %s
        rule.1 = country country: DE -> eu; US -> us
        """
        .formatted(BASIC, US_PIPELINES, EU_BASIC, EU_PIPELINES);
  }

  @Provide
  Arbitrary<List<Word>> words() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1),
            Arbitraries.of(true, false, false, false, false),
            Arbitraries.of(Act.class),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of("DE", "US", "FR").injectNull(0.2))
        .as(Word::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
