package customerio.agent.commandline;

import java.io.IOException;
import java.util.Arrays;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.IntrospectionException;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;

/**
 * One MBean, asked by names. A proxy of its interface would have to rebuild each value as an object
 * of that very version; this way the jar of one version can ask the agent of another.
 */
final class Bean {
  private final MBeanServerConnection server;
  private final ObjectName name;

  Bean(MBeanServerConnection server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /** Null if the agent there does not have it. */
  Object get(String attribute) throws IOException {
    try {
      return server.getAttribute(name, attribute);
    } catch (AttributeNotFoundException otherVersion) {
      return null;
    } catch (JMException | RuntimeMBeanException e) {
      throw failure(attribute, e);
    }
  }

  String text(String attribute) throws IOException {
    Object value = get(attribute);
    return value == null ? "" : value.toString();
  }

  long number(String attribute) throws IOException {
    return get(attribute) instanceof Number number ? number.longValue() : 0;
  }

  /**
   * @param arguments strings, longs, ints and booleans
   */
  Object invoke(String operation, Object... arguments) throws IOException {
    String[] types = Arrays.stream(arguments).map(Bean::type).toArray(String[]::new);
    try {
      return server.invoke(name, operation, arguments, types);
    } catch (JMException | RuntimeMBeanException e) {
      throw failure(operation, e);
    }
  }

  private static String type(Object argument) {
    if (argument instanceof Long) {
      return "long";
    }
    if (argument instanceof Integer) {
      return "int";
    }
    return argument instanceof Boolean ? "boolean" : argument.getClass().getName();
  }

  /** What the agent threw is its answer; everything else is between the two of us. */
  private static IOException failure(String member, Exception fault) {
    Throwable cause = fault.getCause();
    if (fault instanceof RuntimeMBeanException && cause instanceof RuntimeException answer) {
      throw answer;
    }
    if (fault instanceof MBeanException && cause instanceof IOException answer) {
      return answer;
    }
    if (fault instanceof InstanceNotFoundException) {
      return new IOException("the agent there has stopped, or is of a version without this bean");
    }
    if (fault instanceof ReflectionException || fault instanceof IntrospectionException) {
      return new IOException("the agent there is of another version, without " + member);
    }
    return new IOException(member + ": " + (cause == null ? fault : cause));
  }
}
