package customerio.tests.differential.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whom the program calls: base addresses.
 *
 * @param answers an App API that answers as it is asked to
 * @param challenging a Track API that asks for a credential
 * @param silent an App API that never answers
 * @param silentPipelines a Pipelines API that never answers
 * @param foreign not Customer.io's; echoes
 */
record Places(
    String track,
    String pipelines,
    String answers,
    String challenging,
    String silent,
    String silentPipelines,
    String foreign) {

  static Places of(String[] arguments, int first) {
    return new Places(
        arguments[first],
        arguments[first + 1],
        arguments[first + 2],
        arguments[first + 3],
        arguments[first + 4],
        arguments[first + 5],
        arguments[first + 6]);
  }

  /** What stands for them in the transcript: ports differ from run to run. */
  Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    name(names, track, "track");
    name(names, pipelines, "pipelines");
    name(names, answers, "answers");
    name(names, challenging, "challenging");
    name(names, silent, "silent");
    name(names, silentPipelines, "silent-pipelines");
    name(names, foreign, "foreign");
    return names;
  }

  private static void name(Map<String, String> names, String base, String name) {
    names.put(base, "http://" + name);
    // as exceptions have it
    names.put(base.substring("http://".length()), name);
  }
}
