package customerio.agent.wrappers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code com.acme.Mailer#track(String, Map, int...)}. */
final class MethodNameReader {
  private static final Set<String> PRIMITIVES =
      Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

  /** Where types live that are written without their package. */
  private static final List<String> PACKAGES = List.of("java.lang.", "java.util.", "java.time.");

  private MethodNameReader() {}

  static Wrapper.MethodName read(String type, String name, String parameters)
      throws WrongLineException {
    if (name.startsWith("<")) {
      // before super() there is no object yet to answer for, and after it there is no call left
      throw new WrongLineException("a constructor cannot be taken over");
    }
    List<String> types = new ArrayList<>();
    String erased = withoutTypeArguments(parameters).trim();
    if (!erased.isEmpty()) {
      for (String parameter : erased.split(",", -1)) {
        types.add(type(parameter.trim()));
      }
    }
    return new Wrapper.MethodName(type, name, List.copyOf(types));
  }

  private static String withoutTypeArguments(String parameters) {
    String erased = parameters;
    for (String before = null; !erased.equals(before); ) {
      before = erased;
      erased = erased.replaceAll("<[^<>]*>", "");
    }
    return erased;
  }

  private static String type(String written) throws WrongLineException {
    String text = written.replace("...", "[]");
    int brackets = text.indexOf('[');
    String element = brackets < 0 ? text : text.substring(0, brackets).trim();
    return qualified(element) + (brackets < 0 ? "" : text.substring(brackets));
  }

  private static String qualified(String type) throws WrongLineException {
    if (type.contains(".") || PRIMITIVES.contains(type)) {
      return type;
    }
    for (String known : PACKAGES) {
      try {
        return Class.forName(known + type, false, null).getName();
      } catch (ClassNotFoundException | LinkageError notThere) {
        continue; // in the next one, maybe
      }
    }
    throw new WrongLineException("the parameter type '" + type + "' needs its package");
  }
}
