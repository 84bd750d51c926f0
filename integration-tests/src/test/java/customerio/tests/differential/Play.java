package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.tests.differential.client.Case;
import customerio.tests.differential.client.Scenes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of the program.
 *
 * @param row of the support table
 * @param scenes by name of the case: what the application saw
 * @param connections that Track got
 * @param lastWords what was printed on standard error
 */
record Play(
    SupportTable.Row row, Map<String, List<String>> scenes, long connections, String lastWords) {

  /** Comes before the reason why a client has no such case. */
  private static final String SKIPPED = "skipped ";

  private static final String ABOUT = "## ";

  List<String> seen(Case which) {
    return scenes.getOrDefault(which.name(), List.of("never came to this scene"));
  }

  /** Why the client has no such case; null when it has. */
  String whyNotOffered(Case which) {
    return seen(which).stream()
        .filter(line -> line.startsWith(SKIPPED))
        .map(line -> line.substring(SKIPPED.length()))
        .findFirst()
        .orElse(null);
  }

  static boolean isMarked(List<String> seen) {
    return seen.stream().anyMatch(line -> line.startsWith(Differences.MARK));
  }

  static Play alone(ClientUnderTest client) throws Exception {
    try (Surroundings around = new Surroundings()) {
      return of(program(client, around), around);
    }
  }

  /**
   * @param more settings
   */
  static Play withAgent(ClientUnderTest client, Path queue, String... more) throws Exception {
    try (Surroundings around = new Surroundings()) {
      List<String> settings = around.settings(queue);
      settings.addAll(List.of(more));
      return of(
          program(client, around).agent(AgentJar.built(), settings.toArray(String[]::new)), around);
    }
  }

  private static JvmCommand program(ClientUnderTest client, Surroundings around) {
    return AgentJvm.of(Scenes.class)
        // short programs, many of them
        .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m")
        .classPath(client.classPath())
        .arguments(client.caller().getName())
        .arguments(around.bases().toArray(String[]::new));
  }

  private static Play of(JvmCommand program, Surroundings around) throws Exception {
    try (AgentJvm jvm = program.start()) {
      long connections = 0;
      for (int n = 1; ; n++) {
        String start = "?? " + n + ' ';
        String prompt = jvm.awaitLine(start).substring(start.length());
        if (prompt.equals(Scenes.END)) {
          connections = around.connections();
          jvm.tell("go");
          break;
        }
        try {
          around.when(prompt);
        } catch (AssertionError e) {
          AgentJvm.Finished finished = jvm.kill();
          throw new AssertionError(finished.out() + "\n" + finished.err(), e);
        }
        jvm.tell("go");
      }
      AgentJvm.Finished finished = jvm.await();
      assertThat(finished.exitCode()).as(finished.err()).isZero();
      assertThat(finished.err()).doesNotContain("Exception in thread", "at customerio.agent.");
      return new Play(row(finished.out()), scenes(finished.out()), connections, finished.err());
    }
  }

  private static SupportTable.Row row(String transcript) {
    return new SupportTable.Row(
        about(transcript, "title"), about(transcript, "way"), about(transcript, "switch"));
  }

  private static String about(String transcript, String what) {
    String beginning = ABOUT + what + ' ';
    return transcript
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + beginning + "in " + transcript));
  }

  private static Map<String, List<String>> scenes(String transcript) {
    Map<String, List<String>> scenes = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : transcript.lines().toList()) {
      if (line.startsWith("== ")) {
        current = new ArrayList<>();
        scenes.put(line.substring("== ".length()), current);
      } else if (!line.startsWith("?? ") && !line.startsWith(ABOUT)) {
        current.add(line);
      }
    }
    return scenes;
  }
}
