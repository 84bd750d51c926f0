package customerio.tests.environments.shop;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One way to track an event. */
public interface CustomerioClient {
  String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("site-shop:key-shop".getBytes(StandardCharsets.US_ASCII));

  /**
   * @return status and body of the answer
   */
  String track(URI base, int number) throws Exception;

  /** Of this package, by the name of its class: the others need not be there. */
  static CustomerioClient named(String name) throws ReflectiveOperationException {
    return (CustomerioClient)
        Class.forName(CustomerioClient.class.getPackageName() + '.' + name)
            .getDeclaredConstructor()
            .newInstance();
  }

  /** Each event is about somebody else, so that a lost and a doubled one would both show. */
  static URI events(URI base, int number) {
    return URI.create(base + "/api/v1/customers/p" + number + "/events");
  }

  static String event(int number) {
    return "{\"name\":\"said\",\"data\":{\"seq\":" + number + "}}";
  }
}
