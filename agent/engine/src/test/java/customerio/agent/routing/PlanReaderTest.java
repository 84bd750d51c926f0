package customerio.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  private static final Workspace EU =
      new Workspace(
          "eu", Region.EU, Map.of(Api.TRACK, "Basic ZXU6aw==", Api.APP, "Bearer token-eu"));
  private static final Workspace US =
      new Workspace("us", Region.US, Map.of(Api.TRACK, "Basic dXM6aw=="));

  private static final String WORKSPACES =
      """
      # one workspace in each region
      workspace.eu.region = EU
      workspace.eu.track = Basic ZXU6aw==
      workspace.eu.app = Bearer token-eu
      workspace.us.region = us
      workspace.us.track = Basic dXM6aw==
      """;

  @Test
  void file_isAPlan() {
    PlanReader reader = new PlanReader(String::hashCode);

    Plan plan =
        reader.read(
            (WORKSPACES
                    + """
                    rule.10 = country country: de, FR -> eu; US, CA -> us

                    rule.2 = attribute data_region: eu -> eu, us -> us
                    default = us
                    """)
                .lines()
                .toList());

    assertThat(reader.problems()).isEmpty();
    assertThat(plan)
        .isEqualTo(
            new Plan(
                List.of(EU, US),
                List.of(
                    new Rule("data_region", false, Map.of("eu", EU, "us", US)),
                    new Rule("country", true, Map.of("DE", EU, "FR", EU, "US", US, "CA", US))),
                US));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule.1 attribute r: eu -> eu|line 7: expected key = value",
        "workspace.eu.regoin = eu|line 7: unknown key; expected workspace.NAME.region, .track,"
            + " .pipelines or .app, rule.1, rule.2, … or default",
        "workspace.asia.region = asia|line 7: workspace.asia.region is neither us nor eu",
        "workspace.eu.pipelines = ZXU6aw==|line 7: workspace.eu.pipelines is no Authorization value;"
            + " expected Basic and the encoded credential",
        "workspace.us.app = Basic dXM6aw==|line 7: workspace.us.app is no Authorization value;"
            + " expected Bearer and the encoded credential",
        "workspace.us.app = Bearer|line 7: workspace.us.app is no Authorization value;"
            + " expected Bearer and the encoded credential",
        "workspace.ca.region = us|workspace.ca has no credential; add its .track, .pipelines or"
            + " .app",
        "workspace.ca.track = Basic Y2E6aw==|workspace.ca.region is missing; expected us or eu",
        "workspace.us.region = eu|line 7: workspace.us.region stands in line 5 already, remove one",
        "workspace.us.pipelines = Basic ZXU6aw==|workspace.us and workspace.eu have the same"
            + " credential, which belongs to one workspace only",
        "default = asia|line 7: default names no workspace of this file",
        "rule.2 = continent c: EU -> eu|line 7: rule.2 is no rule; expected attribute NAME: VALUE ->"
            + " WORKSPACE, or country NAME: DE, FR -> WORKSPACE",
        "rule.2 = country c: DE -> asia|line 7: rule.2 leads to no workspace of this file",
        "rule.2 = country c: DE, FR|line 7: rule.2 has values without -> WORKSPACE behind them",
        "rule.2 = country c: DE -> eu, de -> us|line 7: rule.2 has one value twice",
        "rule.2 = country c: DE,, FR -> eu|line 7: rule.2 has an empty value",
        "rule.2 = country c: Germany -> eu|line 7: rule.2 has a value that is no country code such"
            + " as DE or DEU"
      })
  void mistake_isOneLineThatSaysHowItShouldBe(String line, String problem) {
    PlanReader reader = new PlanReader(String::hashCode);

    Plan plan =
        reader.read((WORKSPACES + line + "\nrule.1 = country c: DE -> eu\n").lines().toList());

    assertThat(reader.problems()).containsExactly(problem);
    assertThat(plan).isNull();
  }

  @Test
  void fileWithoutRules_routesNothing() {
    PlanReader reader = new PlanReader(String::hashCode);

    assertThat(reader.read(WORKSPACES.lines().toList())).isNull();
    assertThat(reader.problems()).containsExactly("there is no rule and no default; add rule.1");
  }

  @Test
  void workspace_showsNoCredential() {
    assertThat(new Plan(List.of(EU, US), List.of(), US).toString())
        .isEqualTo("Plan[workspaces=[eu, us], rules=[], fallback=us]");
    assertThat(new Route(Region.EU, "Basic ZXU6aw==").toString()).isEqualTo("Route[EU]");
  }
}
