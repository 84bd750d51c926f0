package customerio.tests.operations;

import customerio.tests.crash.TrackCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * An application that does what its standard input says: {@code identify PERSON SEQ}, {@code event
 * PERSON SEQ}, {@code mbean TYPE ATTRIBUTE}, {@code queue OPERATION ARGUMENT…} with plus signs for
 * the blanks of an argument. It knows the beans by name only, as any JMX client. Argument: base
 * URL.
 */
public final class OperatedCaller {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private OperatedCaller() {}

  public static void main(String[] arguments) throws Exception {
    TrackCalls calls = new TrackCalls(URI.create(arguments[0]));
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " = " + answer(calls, List.of(line.split(" "))));
    }
  }

  private static Object answer(TrackCalls calls, List<String> words) throws Exception {
    try {
      return switch (words.get(0)) {
        case "identify" -> calls.identify(words.get(1), Long.parseLong(words.get(2)));
        case "event" -> calls.event(words.get(1), Long.parseLong(words.get(2)));
        case "mbean" -> text(SERVER.getAttribute(bean(words.get(1)), words.get(2)));
        case "queue" -> queue(words.get(1), words.subList(2, words.size() - 1));
        default -> throw new IllegalArgumentException(words.get(0));
      };
    } catch (IOException failure) {
      return failure.getClass().getName();
    } catch (RuntimeMBeanException | MBeanException refused) {
      return refused.getCause();
    }
  }

  /** The words are in the order of the parameters; the last of a line is its number. */
  private static String queue(String operation, List<String> words) throws Exception {
    MBeanOperationInfo info =
        Arrays.stream(SERVER.getMBeanInfo(bean("Queue")).getOperations())
            .filter(any -> any.getName().equals(operation))
            .findFirst()
            .orElseThrow();
    String[] signature =
        Arrays.stream(info.getSignature()).map(p -> p.getType()).toArray(String[]::new);
    Object[] arguments = new Object[signature.length];
    for (int i = 0; i < arguments.length; i++) {
      String word = words.get(i).equals("-") ? "" : words.get(i).replace('+', ' ');
      if (signature[i].equals("int")) {
        arguments[i] = Integer.valueOf(word);
      } else {
        arguments[i] = word;
      }
    }
    return text(SERVER.invoke(bean("Queue"), operation, arguments, signature));
  }

  private static ObjectName bean(String type) throws Exception {
    return new ObjectName("customerio.agent:type=" + type);
  }

  /** On one line, members in the order of their names. */
  private static String text(Object value) {
    if (value instanceof CompositeData data) {
      return data.getCompositeType().keySet().stream()
          .sorted()
          .map(key -> key + "=" + text(data.get(key)))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof TabularData table) {
      return table.values().stream()
          .map(OperatedCaller::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array)
          .map(OperatedCaller::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}
