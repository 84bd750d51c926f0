package customerio.agent.instrumentation.app.webclient;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.springframework.http.client.reactive.ClientHttpRequest;

/** {@code ClientHttpRequest.getAttributes()}, which came with Spring 6.2. */
final class RequestAttributes {
  private static final MethodHandle GET = find();

  private RequestAttributes() {}

  static void copy(ClientHttpRequest from, ClientHttpRequest to) {
    if (GET != null) {
      of(to).putAll(of(from));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> of(ClientHttpRequest request) {
    try {
      return (Map<String, Object>) GET.invoke(request);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // it declares none
    }
  }

  private static MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(ClientHttpRequest.class, "getAttributes", MethodType.methodType(Map.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
