package customerio.agent.management;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/**
 * Shows the words of {@link Described}; the platform itself calls every parameter p1, p2, … Needs
 * the module java.management.
 */
final class DescribedBean<T> extends StandardMBean {
  private final Class<T> type;

  DescribedBean(T bean, Class<T> type) {
    super(bean, type, true);
    this.type = type;
  }

  @Override
  protected String getDescription(MBeanOperationInfo operation) {
    return words(method(operation).getAnnotations(), super.getDescription(operation));
  }

  @Override
  protected String getParameterName(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    return words(
        method(operation).getParameterAnnotations()[sequence],
        super.getParameterName(operation, parameter, sequence));
  }

  @Override
  protected int getImpact(MBeanOperationInfo operation) {
    return operation.getReturnType().equals("void")
        ? MBeanOperationInfo.ACTION
        : MBeanOperationInfo.ACTION_INFO;
  }

  /** No two of its operations have the same name. */
  private Method method(MBeanOperationInfo operation) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(operation.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static String words(Annotation[] annotations, String otherwise) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof Described described) {
        return described.value();
      }
    }
    return otherwise;
  }
}
