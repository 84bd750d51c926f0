package customerio.agent.customerio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependenciesTest {

  /** So that another vendor's API could be another such package. */
  @Test
  void package_dependsOnNothingButTheJdkAndTheJsonParser() {
    classes()
        .that()
        .resideInAPackage("customerio.agent.customerio")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "customerio.agent.customerio",
            "java..",
            "javax.crypto..",
            "com.fasterxml.jackson.core..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("customerio.agent.customerio"));
  }

  @Test
  void package_touchesNeitherNetworkNorFiles() {
    classes()
        .that()
        .resideInAPackage("customerio.agent.customerio")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("java.net..", "java.nio.file..", "java.nio.channels..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("customerio.agent.customerio"));
  }
}
