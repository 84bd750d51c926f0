package customerio.agent.management;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/**
 * Shows the words of {@link Described} and {@link Argument}. Needs the module java.management.
 *
 * @param <T> an MXBean interface, no two of whose operations have the same name
 */
class DescribedBean<T> extends StandardMBean {
  private final Class<T> type;

  DescribedBean(T bean, Class<T> type) {
    super(bean, type, true);
    this.type = type;
  }

  @Override
  protected String getDescription(MBeanInfo bean) {
    Described described = type.getAnnotation(Described.class);
    return described == null ? super.getDescription(bean) : described.value();
  }

  @Override
  protected String getDescription(MBeanAttributeInfo attribute) {
    String getter = (attribute.isIs() ? "is" : "get") + attribute.getName();
    Described described = method(getter).getAnnotation(Described.class);
    return described == null ? super.getDescription(attribute) : described.value();
  }

  @Override
  protected String getDescription(MBeanOperationInfo operation) {
    Described described = method(operation.getName()).getAnnotation(Described.class);
    return described == null ? super.getDescription(operation) : described.value();
  }

  @Override
  protected int getImpact(MBeanOperationInfo operation) {
    Described described = method(operation.getName()).getAnnotation(Described.class);
    if (described != null && described.onlyReads()) {
      return MBeanOperationInfo.INFO;
    }
    return operation.getReturnType().equals("void")
        ? MBeanOperationInfo.ACTION
        : MBeanOperationInfo.ACTION_INFO;
  }

  @Override
  protected String getParameterName(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    Argument argument = argument(operation, sequence);
    return argument == null
        ? super.getParameterName(operation, parameter, sequence)
        : argument.name();
  }

  @Override
  protected String getDescription(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    Argument argument = argument(operation, sequence);
    return argument == null
        ? super.getDescription(operation, parameter, sequence)
        : argument.value();
  }

  private Argument argument(MBeanOperationInfo operation, int sequence) {
    for (Annotation one : method(operation.getName()).getParameterAnnotations()[sequence]) {
      if (one instanceof Argument argument) {
        return argument;
      }
    }
    return null;
  }

  private Method method(String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
