package customerio.agent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the rooms of the house point one way. */
class RoomsTest {
  private static final String ROOT = "customerio.agent.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("customerio.agent");

  /** room, the rooms it may know, the libraries it may use. */
  @ParameterizedTest
  @CsvSource({
    "log,'atrest',''",
    "config,'customerio log',''",
    "customerio,'','com.fasterxml.jackson.core'",
    "capture,'customerio',''",
    "atrest,'',''",
    "credentials,'atrest',''",
    "health,'',''",
    "webhooks,'capture customerio health',''",
    "queue,'atrest',''",
    "transport,'capture','org.apache.hc'",
    "wrappers,'capture config customerio',''",
    "accounts,'atrest capture credentials customerio health',''",
    "routing,'atrest credentials customerio',''",
    "intake,'capture config credentials customerio queue routing','com.github.benmanes.caffeine'",
    "delivery,'capture credentials customerio queue transport',"
        + "'com.github.benmanes.caffeine io.github.resilience4j'",
    "telemetry,'capture customerio delivery intake log queue transport','io.opentelemetry'",
    "operations,'atrest credentials customerio delivery intake queue','com.fasterxml.jackson.core'",
    "management,'capture config customerio delivery health log operations queue routing telemetry"
        + " webhooks','com.fasterxml.jackson.core'",
    "doctor,'capture config customerio transport',''",
    "commandline,'config doctor operations wrappers','com.fasterxml.jackson.core com.sun.tools.attach'"
  })
  void room_knowsOnlyThese(String room, String rooms, String libraries) {
    List<String> allowed = new ArrayList<>(List.of("java..", "javax..", ROOT + room + ".."));
    names(rooms).forEach(name -> allowed.add(ROOT + name + ".."));
    names(libraries).forEach(name -> allowed.add(name + ".."));

    classes()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void rooms_formNoCircle() {
    slices().matching("customerio.agent.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  private static List<String> names(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split(" "));
  }
}
