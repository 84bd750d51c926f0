package customerio.tests.differential;

import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.FeignCaller;
import customerio.tests.differential.client.JdkAsyncCaller;
import customerio.tests.differential.client.JdkCaller;
import customerio.tests.differential.client.OkHttpCaller;
import customerio.tests.differential.client.OkHttpEnqueueCaller;
import customerio.tests.differential.client.OkHttpNetworkInterceptorCaller;
import customerio.tests.differential.client.RestTemplateCaller;
import customerio.tests.differential.client.UrlConnectionCaller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to call, and the library it is called with.
 *
 * @param jars directory below {@code target/clients}; null for the JDK's own clients
 */
record ClientUnderTest(Class<? extends Caller> caller, Path jars) {
  private static final Path CLIENTS = Path.of("target/clients");

  static List<ClientUnderTest> all() {
    List<ClientUnderTest> all = new ArrayList<>();
    all.add(new ClientUnderTest(JdkCaller.class, null));
    all.add(new ClientUnderTest(JdkAsyncCaller.class, null));
    all.add(new ClientUnderTest(UrlConnectionCaller.class, null));
    for (Path version : versions("okhttp-")) {
      all.add(new ClientUnderTest(OkHttpCaller.class, version));
      all.add(new ClientUnderTest(OkHttpEnqueueCaller.class, version));
      all.add(new ClientUnderTest(OkHttpNetworkInterceptorCaller.class, version));
    }
    versions("spring-")
        .forEach(jars -> all.add(new ClientUnderTest(RestTemplateCaller.class, jars)));
    versions("feign-").forEach(jars -> all.add(new ClientUnderTest(FeignCaller.class, jars)));
    return all;
  }

  Path[] classPath() {
    return jars == null ? new Path[0] : new Path[] {jars.resolve("*")};
  }

  private static List<Path> versions(String client) {
    try (Stream<Path> all = Files.list(CLIENTS)) {
      return all.filter(path -> path.getFileName().toString().startsWith(client)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return caller.getSimpleName() + (jars == null ? "" : " on " + jars.getFileName());
  }
}
