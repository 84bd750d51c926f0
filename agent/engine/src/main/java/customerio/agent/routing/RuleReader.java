package customerio.agent.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands a rule: {@code attribute data_region: eu -> eu, us -> us} or {@code country country:
 * DE, FR -> eu; US, CA -> us}. Commas and semicolons separate alike.
 */
final class RuleReader {
  private static final Pattern RULE =
      Pattern.compile("(attribute|country)\\s+([^\\s:]+)\\s*:\\s*(.*)");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2,3}");
  private static final String EXPECTED =
      "is no rule; expected attribute NAME: VALUE -> WORKSPACE, or country NAME: DE, FR -> WORKSPACE";

  private RuleReader() {}

  /**
   * @throws IllegalArgumentException with what is wrong, quoting nothing
   */
  static Rule read(String text, Map<String, Workspace> workspaces) {
    Matcher rule = RULE.matcher(text);
    if (!rule.matches()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    boolean country = rule.group(1).equals("country");
    Map<String, Workspace> choices = new HashMap<>();
    List<String> values = new ArrayList<>();
    for (String part : rule.group(3).split("[,;]", -1)) {
      int arrow = part.indexOf("->");
      values.add(value(arrow < 0 ? part : part.substring(0, arrow), country));
      if (arrow >= 0) {
        Workspace workspace = workspaces.get(part.substring(arrow + 2).strip());
        if (workspace == null) {
          throw new IllegalArgumentException("leads to no workspace of this file");
        }
        for (String value : values) {
          if (choices.putIfAbsent(value, workspace) != null) {
            throw new IllegalArgumentException("has one value twice");
          }
        }
        values.clear();
      }
    }
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("has values without -> WORKSPACE behind them");
    }
    return new Rule(rule.group(2), country, Map.copyOf(choices));
  }

  private static String value(String text, boolean country) {
    String value = country ? Rule.code(text) : text.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("has an empty value");
    }
    if (country && !COUNTRY.matcher(value).matches()) {
      throw new IllegalArgumentException("has a value that is no country code such as DE or DEU");
    }
    return value;
  }
}
