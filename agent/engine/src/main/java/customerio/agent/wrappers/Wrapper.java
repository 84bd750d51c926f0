package customerio.agent.wrappers;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.config.HostRole;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.Statement;
import customerio.agent.customerio.UnsayableValueException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A method of the application whose call says something about a person. Immutable.
 *
 * @param line in the file, from 1
 * @param method what it is called
 * @param parts {@code person}, {@code name}, {@code device}, {@code platform}
 * @param attributes parameter that holds a map of them, from 0; -1 = none
 * @param single attributes that are a parameter of their own, each counted from 0
 * @param returns what the user says a call returns, {@code null} or {@code empty}; null = nothing
 *     said
 */
public record Wrapper(
    int line,
    MethodName method,
    Statement statement,
    Api api,
    Region region,
    CredentialSource credential,
    Map<String, ValueSource> parts,
    int attributes,
    Map<String, Integer> single,
    String returns) {
  private static final int HTTPS = 443;

  /**
   * The request that the application's own client would send for such a call.
   *
   * @param arguments not checked yet: null or nonsense is for the original to complain about
   * @return null when a call lacks what Customer.io cannot do without
   * @throws UnsayableValueException an argument is of a type that we do not put into words
   * @throws IOException the credential cannot be read
   */
  public CapturedRequest request(Object[] arguments) throws IOException {
    Statement.Words words =
        new Statement.Words(
            part("person", arguments),
            part("name", arguments),
            part("device", arguments),
            part("platform", arguments),
            attributes(arguments));
    if (!isComplete(words)) {
      return null;
    }
    byte[] body = statement.body(api, words);
    Headers headers = Headers.of("Authorization", credential.authorization());
    return new CapturedRequest(
        statement.endpoint(api).method(),
        "https",
        host(),
        HTTPS,
        statement.path(api, words),
        null,
        body.length == 0 ? headers : headers.with("Content-Type", "application/json"),
        body);
  }

  private String host() {
    return HostRole.valueOf(api.name() + '_' + region.name()).host();
  }

  private String part(String name, Object[] arguments) throws UnsayableValueException {
    ValueSource source = parts.get(name);
    return source == null ? null : source.text(arguments);
  }

  private Map<?, ?> attributes(Object[] arguments) throws UnsayableValueException {
    Object map = attributes < 0 ? null : arguments[attributes];
    if (map != null && !(map instanceof Map)) {
      throw new UnsayableValueException(
          "attributes that are not a map but of type " + map.getClass().getName());
    }
    if (single.isEmpty()) {
      return map == null ? Map.of() : (Map<?, ?>) map;
    }
    Map<Object, Object> all = new LinkedHashMap<>();
    if (map != null) {
      all.putAll((Map<?, ?>) map);
    }
    single.forEach((name, index) -> all.put(name, arguments[index]));
    return all;
  }

  private boolean isComplete(Statement.Words words) {
    return isGiven(words.person())
        && (!statement.hasName() || isGiven(words.name()))
        && (!statement.hasDevice() || isGiven(words.device()))
        && (statement != Statement.ADD_DEVICE || isGiven(words.platform()));
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }

  /**
   * @param type binary name
   * @param parameterTypes erased, as {@link Class#getTypeName} spells them
   */
  public record MethodName(String type, String name, List<String> parameterTypes) {
    @Override
    public String toString() {
      return type + '#' + name + '(' + String.join(",", parameterTypes) + ')';
    }
  }
}
