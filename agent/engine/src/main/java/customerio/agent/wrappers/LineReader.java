package customerio.agent.wrappers;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of one file in their order; what earlier ones set holds for later ones. */
final class LineReader {
  private static final Pattern METHOD =
      Pattern.compile("([^#()\\s=]+)#([^#()\\s=]+)\\(([^()]*)\\)\\s*=\\s*([\\w-]+)(.*)");
  private static final Pattern COMMON = Pattern.compile("(api|region|credential)\\s*=\\s*(\\S+)");
  private static final Pattern OPTION = Pattern.compile("\\s+([\\w.$-]+)=(\"[^\"]*\"|[^\\s\"]+)");
  private static final String ATTRIBUTE = "attribute.";
  private static final Set<String> PARTS = Set.of("person", "name", "device", "platform");
  private static final Set<String> NO_MAP =
      Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

  private final Map<String, String> environment;
  private final Map<String, String> common = new LinkedHashMap<>();

  LineReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @return null when the line is about later lines
   */
  Wrapper read(int number, String line) throws WrongLineException {
    Matcher forAll = COMMON.matcher(line);
    if (forAll.matches()) {
      common.put(forAll.group(1), forAll.group(2));
      return null;
    }
    Matcher parts = METHOD.matcher(line);
    if (!parts.matches()) {
      throw new WrongLineException(
          "expected package.Class#method(ParameterTypes) = operation part=value …");
    }
    Map<String, String> options = options(parts.group(5));
    return new Line(
            number,
            MethodNameReader.read(parts.group(1), parts.group(2), parts.group(3)),
            word(Statement.class, "operation", parts.group(4)),
            options)
        .wrapper();
  }

  private Map<String, String> options(String text) throws WrongLineException {
    Map<String, String> options = new LinkedHashMap<>(common);
    Matcher option = OPTION.matcher(text);
    int end = 0;
    while (option.find() && option.start() == end) {
      options.put(option.group(1), option.group(2));
      end = option.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new WrongLineException("behind the operation, only part=value is expected");
    }
    return options;
  }

  private static <E extends Enum<E>> E word(Class<E> words, String what, String text)
      throws WrongLineException {
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return word;
      }
    }
    String all = List.of(words.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
    throw new WrongLineException("the " + what + " is none of " + all);
  }

  /** One line about a method, taken apart. */
  private final class Line {
    private final int number;
    private final Wrapper.MethodName method;
    private final Statement statement;
    private final Map<String, String> options;

    Line(int number, Wrapper.MethodName method, Statement statement, Map<String, String> options) {
      this.number = number;
      this.method = method;
      this.statement = statement;
      this.options = options;
    }

    Wrapper wrapper() throws WrongLineException {
      Api api = word(Api.class, "api", taken("api", "track"));
      Region region = word(Region.class, "region", taken("region", "us"));
      if (statement.endpoint(api) == null) {
        throw new WrongLineException("this API has no such operation");
      }
      String credential = taken("credential", null);
      if (credential == null) {
        throw new WrongLineException("credential=… is missing");
      }
      CredentialSource source = CredentialSource.parse(credential, environment);
      int attributes = attributes(taken("attributes", null));
      String returns = returns(taken("returns", null));
      Map<String, ValueSource> parts = new LinkedHashMap<>();
      Map<String, Integer> single = new LinkedHashMap<>();
      for (Map.Entry<String, String> option : options.entrySet()) {
        readPart(option.getKey(), option.getValue(), parts, single);
      }
      checkParts(parts, attributes >= 0 || !single.isEmpty());
      return new Wrapper(
          number,
          method,
          statement,
          api,
          region,
          source,
          Map.copyOf(parts),
          attributes,
          single,
          returns);
    }

    private String taken(String option, String otherwise) {
      String text = options.remove(option);
      return text == null ? otherwise : text;
    }

    private void readPart(
        String name, String text, Map<String, ValueSource> parts, Map<String, Integer> single)
        throws WrongLineException {
      if (name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length()) {
        single.put(name.substring(ATTRIBUTE.length()), parameter(text));
      } else if (PARTS.contains(name)) {
        parts.put(name, source(text));
      } else {
        throw new WrongLineException(
            "'"
                + name
                + "' is none of person, name, device, platform, attributes, attribute.NAME,"
                + " credential, api, region, returns");
      }
    }

    private ValueSource source(String text) throws WrongLineException {
      if (text.startsWith("\"")) {
        return new ValueSource.Literal(text.substring(1, text.length() - 1));
      }
      return new ValueSource.Parameter(parameter(text));
    }

    /**
     * @return from 0; people count from 1
     */
    private int parameter(String text) throws WrongLineException {
      int count = method.parameterTypes().size();
      if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1) {
        throw new WrongLineException(
            "a value is the number of a parameter, from 1, or a text in double quotes");
      }
      if (Integer.parseInt(text) > count) {
        throw new WrongLineException("parameter " + text + " of a method that has " + count);
      }
      return Integer.parseInt(text) - 1;
    }

    private int attributes(String text) throws WrongLineException {
      if (text == null) {
        return -1;
      }
      int index = parameter(text);
      String type = method.parameterTypes().get(index);
      if (NO_MAP.contains(type) || type.endsWith("]") || type.equals("java.lang.String")) {
        throw new WrongLineException("attributes are a parameter that holds a map, not a " + type);
      }
      return index;
    }

    private String returns(String text) throws WrongLineException {
      if (text != null && !text.equals("null") && !text.equals("empty")) {
        throw new WrongLineException("returns is null or empty");
      }
      return text;
    }

    private void checkParts(Map<String, ValueSource> parts, boolean hasAttributes)
        throws WrongLineException {
      check("person", true, parts.containsKey("person"));
      check("name", statement.hasName(), parts.containsKey("name"));
      check("device", statement.hasDevice(), parts.containsKey("device"));
      check("platform", statement == Statement.ADD_DEVICE, parts.containsKey("platform"));
      if (hasAttributes && !statement.hasAttributes()) {
        throw new WrongLineException("this operation has no attributes");
      }
    }

    private void check(String part, boolean needed, boolean given) throws WrongLineException {
      if (needed != given) {
        throw new WrongLineException(
            part + (needed ? "=… is missing" : " is not a part of this operation"));
      }
    }
  }
}
