package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever JConsole shows of us has words, and the page of the docs has the same ones. */
class DescribedBeansTest {
  private static final String BEGIN = "<!-- made from the beans -->\n";
  private static final Set<String> NUMBERS = Set.of("int", "long", "double");

  /** In the order of the page; how each is named. */
  private static final Map<Class<?>, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(AgentMXBean.class, "type=Agent");
    NAMES.put(ConfigMXBean.class, "type=Config");
    NAMES.put(QueueMXBean.class, "type=Queue");
    NAMES.put(DestinationMXBean.class, "type=Destination,name=track-us");
    NAMES.put(CircuitBreakerMXBean.class, "type=CircuitBreaker,name=track-us");
    NAMES.put(DedupMXBean.class, "type=Dedup");
    NAMES.put(ClientsMXBean.class, "type=Clients");
    NAMES.put(ClientMXBean.class, "type=Client,name=okhttp");
    NAMES.put(RoutingMXBean.class, "type=Routing");
    NAMES.put(WebhooksMXBean.class, "type=Webhooks");
    NAMES.put(ObservationMXBean.class, "type=Observation");
    NAMES.put(StatusMXBean.class, "type=Status");
  }

  static Stream<Class<?>> beans() {
    return NAMES.keySet().stream();
  }

  @Test
  void everyBean_isLookedAt() throws Exception {
    String[] files =
        new File(AgentMXBean.class.getResource("AgentMXBean.class").toURI()).getParentFile().list();

    assertThat(files)
        .filteredOn(file -> file.endsWith("MXBean.class"))
        .containsExactlyInAnyOrderElementsOf(
            beans().map(type -> type.getSimpleName() + ".class").toList());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void everything_isDescribed(Class<?> type) throws Exception {
    MBeanInfo info = info(type);
    List<MBeanFeatureInfo> features = new ArrayList<>(List.of(info.getAttributes()));
    features.addAll(List.of(info.getOperations()));
    for (MBeanOperationInfo operation : info.getOperations()) {
      assertThat(operation.getImpact()).isNotEqualTo(MBeanOperationInfo.UNKNOWN);
      for (MBeanParameterInfo parameter : operation.getSignature()) {
        assertThat(parameter.getName()).doesNotMatch("p\\d+");
        assertThat(parameter.getDescription()).isNotBlank().isNotEqualTo(parameter.getName());
      }
    }

    assertThat(info.getDescription()).endsWith(".");
    assertThat(features)
        .isNotEmpty()
        .allSatisfy(feature -> assertThat(feature.getDescription()).contains(" ").endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void everyNumber_hasAUnitAndNothingElse(Class<?> type) throws Exception {
    for (MBeanAttributeInfo attribute : info(type).getAttributes()) {
      assertThat(unit(attribute) != null)
          .as(attribute.getName())
          .isEqualTo(NUMBERS.contains(attribute.getType()));
    }
  }

  /** Tools that only look may call these. */
  @Test
  void operationsThatChangeNothing_sayThat() throws Exception {
    assertThat(impacts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Agent.switchMode", MBeanOperationInfo.ACTION),
                Map.entry("Agent.probeConnectivity", MBeanOperationInfo.ACTION_INFO),
                Map.entry("Queue.list", MBeanOperationInfo.INFO),
                Map.entry("Queue.show", MBeanOperationInfo.INFO),
                Map.entry("Queue.exportTo", MBeanOperationInfo.ACTION_INFO),
                Map.entry("Queue.importFrom", MBeanOperationInfo.ACTION_INFO),
                Map.entry("Queue.replay", MBeanOperationInfo.ACTION_INFO),
                Map.entry("Queue.purge", MBeanOperationInfo.ACTION_INFO),
                Map.entry("Queue.pause", MBeanOperationInfo.ACTION),
                Map.entry("Queue.resume", MBeanOperationInfo.ACTION),
                Map.entry("Queue.flush", MBeanOperationInfo.ACTION_INFO),
                Map.entry("CircuitBreaker.tryNow", MBeanOperationInfo.ACTION),
                Map.entry("Dedup.forget", MBeanOperationInfo.ACTION)));
  }

  /** The fresh text is left in the build directory, to be copied when the change is meant. */
  @Test
  void page_saysTheSame() throws Exception {
    StringBuilder beans = new StringBuilder();
    for (Class<?> type : NAMES.keySet()) {
      beans.append(section(type));
    }
    beans.append("## News\n\n| type | |\n|---|---|\n");
    for (NewsKind kind : NewsKind.values()) {
      beans.append("| `" + kind.type() + "` | " + kind.words() + " |\n");
    }

    Path fresh = Files.writeString(Path.of("target", "mbeans.md"), beans);
    String page = Files.readString(page());
    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length()))
        .as("what docs/mbeans.md ends with; the fresh text is " + fresh.toAbsolutePath())
        .isEqualTo(beans.toString());
  }

  private static String section(Class<?> type) throws Exception {
    MBeanInfo info = info(type);
    StringBuilder text =
        new StringBuilder("## " + NAMES.get(type) + "\n\n" + info.getDescription() + "\n\n")
            .append("| attribute | unit | |\n|---|---|---|\n");
    for (MBeanAttributeInfo attribute : sorted(info.getAttributes())) {
      text.append("| `" + attribute.getName() + "`" + (attribute.isWritable() ? " (rw)" : ""))
          .append(" | " + (unit(attribute) == null ? "" : unit(attribute)))
          .append(" | " + attribute.getDescription() + " |\n");
    }
    if (info.getOperations().length > 0) {
      text.append("\n| operation | |\n|---|---|\n");
    }
    for (MBeanOperationInfo operation : sorted(info.getOperations())) {
      text.append("| `" + operation.getName() + parameters(operation) + "` | ")
          .append(operation.getDescription());
      for (MBeanParameterInfo parameter : operation.getSignature()) {
        text.append("<br>`" + parameter.getName() + "`: " + parameter.getDescription());
      }
      text.append(" |\n");
    }
    return text.append('\n').toString();
  }

  private static String parameters(MBeanOperationInfo operation) {
    return Arrays.stream(operation.getSignature())
        .map(MBeanParameterInfo::getName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static <F extends MBeanFeatureInfo> List<F> sorted(F[] features) {
    return Arrays.stream(features).sorted(Comparator.comparing(MBeanFeatureInfo::getName)).toList();
  }

  private static Map<String, Integer> impacts() throws Exception {
    Map<String, Integer> impacts = new LinkedHashMap<>();
    for (Class<?> type : NAMES.keySet()) {
      String bean = type.getSimpleName().replace("MXBean", "");
      for (MBeanOperationInfo operation : info(type).getOperations()) {
        impacts.put(bean + '.' + operation.getName(), operation.getImpact());
      }
    }
    return impacts;
  }

  private static Object unit(MBeanAttributeInfo attribute) {
    return attribute.getDescriptor().getFieldValue("units");
  }

  private static MBeanInfo info(Class<?> type) {
    return bean(type).getMBeanInfo();
  }

  private static <T> DescribedBean<T> bean(Class<T> type) {
    return new DescribedBean<>(Hollow.of(type), type);
  }

  private static Path page() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("RATIONALE.md"))) {
      directory = directory.getParent();
    }
    return directory.resolve("docs").resolve("mbeans.md");
  }
}
