package customerio.tests.contract.webhooks;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The ways in which applications read a body, one for each path; each answers what it has read. */
final class Reading {

  private Reading() {}

  static String answer(String path, Arrival arrival) throws IOException {
    return switch (path) {
      case "/bytes" -> text(arrival.stream().readAllBytes());
      case "/byte-by-byte" -> byteByByte(arrival.stream());
      case "/json" -> untilTheLastBrace(arrival.stream());
      case "/characters" -> characters(arrival.reader());
      case "/lines" -> arrival.reader().lines().collect(Collectors.joining("|"));
      case "/twice" -> twice(arrival);
      case "/half" -> text(arrival.stream().readNBytes(10));
      case "/nothing" -> "read nothing";
      case "/parameter" -> arrival.parameter("metric") + text(arrival.stream().readAllBytes());
      case "/type" -> arrival.type();
      case "/beans" -> beans();
      default -> throw new IllegalArgumentException(path);
    };
  }

  private static String byteByByte(InputStream stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = stream.read(); next >= 0; next = stream.read()) {
      bytes.write(next);
    }
    return text(bytes.toByteArray());
  }

  /** As a parser does that knows when an object is over. */
  private static String untilTheLastBrace(InputStream stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_000];
    while (!text(bytes.toByteArray()).endsWith("}\n")) {
      bytes.write(buffer, 0, stream.read(buffer, 0, buffer.length));
    }
    return text(bytes.toByteArray());
  }

  private static String characters(BufferedReader reader) throws IOException {
    StringBuilder characters = new StringBuilder();
    char[] buffer = new char[7];
    for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
      characters.append(buffer, 0, count);
    }
    return characters.toString();
  }

  /** And then in the way that is not allowed any more. */
  private static String twice(Arrival arrival) throws IOException {
    String first = text(arrival.stream().readAllBytes());
    String second = text(arrival.stream().readAllBytes());
    try {
      return first + second + arrival.reader().readLine();
    } catch (IllegalStateException | UnsupportedOperationException refused) {
      return first + second + refused.getClass();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String beans() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      StringJoiner shown = new StringJoiner("\n");
      for (ObjectName bean : server.queryNames(new ObjectName("customerio.agent:*"), null)) {
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
          Object value = server.getAttribute(bean, attribute.getName());
          shown.add(
              bean.getKeyProperty("type")
                  + ' '
                  + attribute.getName()
                  + '='
                  + (value instanceof Object[] many ? Arrays.toString(many) : value));
        }
      }
      return shown.toString();
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
