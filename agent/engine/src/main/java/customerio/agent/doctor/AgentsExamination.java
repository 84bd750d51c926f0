package customerio.agent.doctor;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Agents on the command line of the JVM, and in the variables from which every JVM takes further
 * arguments. Their own arguments, which may be secrets, are not shown.
 */
final class AgentsExamination implements Examination {
  private static final Pattern OPTION = Pattern.compile("-javaagent:\"?(.+?\\.jar)(?=[=\\s\"]|$)");
  private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");
  private static final String OURS = "customerio-agent";

  /** As their jars are called. */
  private static final List<String> TRACING =
      List.of("opentelemetry-javaagent", "dd-java-agent", "elastic-apm-agent");

  @Override
  public List<Finding> look(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String variable : VARIABLES) {
      for (String jar : jars(patient.environment().getOrDefault(variable, ""))) {
        seen.add(jar);
        look(variable, jar, patient, findings);
      }
    }
    // of a running JVM, with what the variables have added
    List<String> jars = jars(patient.jvmArguments());
    jars.stream()
        .filter(jar -> !seen.contains(jar))
        .forEach(jar -> look("the command line", jar, patient, findings));
    if (patient.isRunning() && !patient.hasAgent()) {
      findings.add(
          Finding.warn(
              "agents",
              "pid " + patient.pid() + " runs without the agent",
              "start it with -javaagent:customerio-agent.jar, or use 'attach'"));
    }
    order(jars, findings);
    return findings;
  }

  private static void look(String where, String jar, Patient patient, List<Finding> findings) {
    if (exists(patient.directory(), jar)) {
      findings.add(Finding.ok("agents", where + " names " + name(jar)));
    } else {
      findings.add(
          Finding.fail(
              "agents",
              where + " names " + jar + ", which is not there: no JVM starts so",
              "put the jar there, or correct the path"));
    }
  }

  /** Whoever is named last is outermost, and sees the calls first. */
  private static void order(List<String> jars, List<Finding> findings) {
    List<String> names = jars.stream().map(AgentsExamination::name).toList();
    for (int ours = 0; ours < names.size(); ours++) {
      if (names.get(ours).startsWith(OURS)) {
        for (String later : names.subList(ours + 1, names.size())) {
          if (TRACING.stream().anyMatch(later::startsWith)) {
            findings.add(
                Finding.warn(
                    "agents",
                    later + " comes after the agent: it makes a span of each answer at once",
                    "name customerio-agent.jar last, if these spans are not wanted"));
          }
        }
      }
    }
  }

  private static List<String> jars(String arguments) {
    List<String> jars = new ArrayList<>();
    Matcher option = OPTION.matcher(arguments);
    while (option.find()) {
      jars.add(option.group(1));
    }
    return jars;
  }

  private static boolean exists(Path directory, String jar) {
    try {
      return Files.isReadable(directory.resolve(jar));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String name(String jar) {
    return jar.substring(Math.max(jar.lastIndexOf('/'), jar.lastIndexOf('\\')) + 1);
  }
}
