package customerio.tests.differential.client;

import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Request factories that the Spring of these tests, which is the newest, does not have: they are
 * made by their name.
 */
final class FormerFactory {

  private FormerFactory() {}

  /**
   * @param type of the client, as the factory's constructor wants it
   * @param readTimeoutMillis 0 for the client's default
   */
  static ClientHttpRequestFactory of(
      String name, Class<?> type, Object client, int readTimeoutMillis)
      throws ReflectiveOperationException {
    Class<?> factory = Class.forName(ClientHttpRequestFactory.class.getPackageName() + '.' + name);
    Object made = factory.getConstructor(type).newInstance(client);
    if (readTimeoutMillis > 0) {
      factory.getMethod("setReadTimeout", int.class).invoke(made, readTimeoutMillis);
    }
    return (ClientHttpRequestFactory) made;
  }
}
