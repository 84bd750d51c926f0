package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every case has a test, and every test a case: {@code C10_C30_givenUpCall_…} is of two. */
class ContractIndexTest {
  private static final Pattern NUMBERS = Pattern.compile("((?:[CTB]\\d\\d[a-z]?_)+)\\w+");

  @Test
  void everyCase_hasATest() throws Exception {
    TreeSet<String> found = new TreeSet<>();
    for (Method test : tests()) {
      Matcher name = NUMBERS.matcher(test.getName());
      assertThat(name.matches()).as(test.toString()).isTrue();
      found.addAll(List.of(name.group(1).split("_")));
    }

    assertThat(found).isEqualTo(cases());
  }

  private static TreeSet<String> cases() {
    TreeSet<String> cases = new TreeSet<>(List.of("C23b", "C23c", "C31b", "C31c"));
    numbers("C", 33).forEach(cases::add);
    numbers("T", 25).forEach(cases::add);
    numbers("B", 13).forEach(cases::add);
    return cases;
  }

  private static Stream<String> numbers(String letter, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(n -> letter + String.format("%02d", n));
  }

  private static List<Method> tests() throws IOException, URISyntaxException {
    Path directory = Path.of(ContractIndexTest.class.getResource(".").toURI());
    List<Method> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith("IT.class"))
          .map(file -> load(file.substring(0, file.length() - ".class".length())))
          .flatMap(type -> Stream.of(type.getDeclaredMethods()))
          .filter(ContractIndexTest::isTest)
          .forEach(tests::add);
    }
    return tests;
  }

  /** Not initialised: some start what they need in a static field. */
  private static Class<?> load(String simpleName) {
    try {
      String name = ContractIndexTest.class.getPackageName() + '.' + simpleName;
      return Class.forName(name, false, ContractIndexTest.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class)
        || method.isAnnotationPresent(ParameterizedTest.class);
  }
}
