package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.SendObservation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerPairTest {

  @ParameterizedTest
  @MethodSource("everythingThatIsTold")
  void both_areToldOfEverything(Method what) throws Exception {
    List<String> told = new ArrayList<>();
    DeliveryListener pair = new ListenerPair(listener("first", told), listener("second", told));

    what.invoke(pair, nothings(what));

    assertThat(told)
        .isEqualTo(
            what.getName().equals("sending")
                ? List.of("first sending")
                : List.of("first " + what.getName(), "second " + what.getName()));
  }

  static List<Method> everythingThatIsTold() {
    return List.of(DeliveryListener.class.getDeclaredMethods());
  }

  private static DeliveryListener listener(String name, List<String> told) {
    return (DeliveryListener)
        Proxy.newProxyInstance(
            DeliveryListener.class.getClassLoader(),
            new Class<?>[] {DeliveryListener.class},
            (proxy, method, arguments) -> {
              told.add(name + ' ' + method.getName());
              return method.getReturnType() == void.class ? null : SendObservation.NONE;
            });
  }

  private static Object[] nothings(Method method) {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      arguments[i] = type == boolean.class ? (Object) true : type == int.class ? (Object) 1 : null;
    }
    return arguments;
  }
}
