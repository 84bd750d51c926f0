package customerio.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.AllClients;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkageTest {
  private static final String OKHTTP =
      "customerio.agent.instrumentation.app.okhttp.ConnectInterception";

  private final ClassLoader agent = LinkageTest.class.getClassLoader();

  @Test
  void everyAdapter_fitsEveryVersionThatHasWhatItHooks() throws Exception {
    List<String> misfits = new ArrayList<>();
    TreeSet<String> linked = new TreeSet<>();
    for (Path version : PutAside.versions()) {
      try (URLClassLoader application = PutAside.application(version)) {
        for (ClientInstrumentation client : AllClients.get()) {
          for (Hook hook : client.hooks()) {
            if (isBridged(hook) && has(application, hook)) {
              linked.add(client.name());
              try {
                new InterceptorLoader(agent).create(hook.interceptor(), application);
              } catch (LinkageError misfit) {
                misfits.add(version.getFileName() + ": " + hook.interceptor() + ": " + misfit);
              }
            }
          }
        }
      }
    }

    assertThat(misfits).isEmpty();
    assertThat(linked).isEqualTo(bridgedClients());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "okhttp3.Response$Builder|sentRequestAtMillis"
            + "|it has no okhttp3.Response$Builder.sentRequestAtMillis(long)",
        "okhttp3.Request|url|it has no okhttp3.Request.url()",
        "okio.ForwardingSink||it has no okio.ForwardingSink"
      })
  void whatIsMissing_isNamed(String type, String method, String said) throws Exception {
    try (DoctoredClient application = new DoctoredClient(newestOkHttp(), type, method)) {
      assertThatThrownBy(() -> new InterceptorLoader(agent).create(OKHTTP, application))
          .isInstanceOf(LinkageError.class)
          .hasMessage(said);
    }
  }

  private static Path newestOkHttp() throws IOException {
    return PutAside.versions().stream()
        .filter(version -> version.getFileName().toString().startsWith("okhttp-"))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private static boolean isBridged(Hook hook) {
    return hook.interceptor().startsWith(BridgeClassLoader.OWN);
  }

  private static boolean has(ClassLoader application, Hook hook) {
    try {
      return Arrays.stream(Class.forName(hook.type(), false, application).getDeclaredMethods())
          .anyMatch(method -> isHooked(method, hook));
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return false; // nor can the application use a class whose own types are not there
    }
  }

  private static boolean isHooked(Method method, Hook hook) {
    return method.getName().equals(hook.method())
        && Arrays.stream(method.getParameterTypes())
            .map(Class::getTypeName)
            .toList()
            .equals(hook.parameterTypes());
  }

  private static TreeSet<String> bridgedClients() {
    TreeSet<String> names = new TreeSet<>();
    for (ClientInstrumentation client : AllClients.get()) {
      if (client.hooks().stream().anyMatch(LinkageTest::isBridged)) {
        names.add(client.name());
      }
    }
    return names;
  }
}
