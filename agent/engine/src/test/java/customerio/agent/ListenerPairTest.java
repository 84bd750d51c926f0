package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendObservation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerPairTest {
  private static final Map<Class<?>, Object> NONE =
      Map.of(
          SendObservation.class, SendObservation.NONE,
          DeliveryObservation.class, DeliveryObservation.NONE);

  @ParameterizedTest
  @MethodSource("everythingThatIsTold")
  void both_areToldOfEverything(Method what) throws Exception {
    List<String> told = new ArrayList<>();
    DeliveryListener pair = new ListenerPair(listener("first", told), listener("second", told));

    what.invoke(pair, nothings(what));

    assertThat(told).containsExactly("first " + what.getName(), "second " + what.getName());
  }

  @Test
  void both_accompanyADeliveryToItsEnd() {
    List<String> told = new ArrayList<>();
    DeliveryListener pair = new ListenerPair(companion("first", told), companion("second", told));

    DeliveryObservation delivery = pair.delivering(null);
    delivery.sending(null).ended(null);
    delivery.ended(null);

    assertThat(told)
        .containsExactly("second attempt", "first attempt", "second delivery", "first delivery");
  }

  @Test
  void whereNobodyAccompaniesADelivery_nobodyHasTo() {
    DeliveryListener pair = new ListenerPair(DeliveryListener.NONE, DeliveryListener.NONE);

    assertThat(pair.delivering(null)).isSameAs(DeliveryObservation.NONE);
  }

  @Test
  void both_accompanyARequestToItsEnd() {
    List<String> told = new ArrayList<>();
    DeliveryListener pair = new ListenerPair(companion("first", told), companion("second", told));

    pair.sending(null).ended(null);

    assertThat(told).containsExactly("second", "first");
  }

  private static DeliveryListener companion(String name, List<String> told) {
    return new DeliveryListener() {
      @Override
      public SendObservation sending(DeliveryRequest request) {
        return outcome -> told.add(name);
      }

      @Override
      public DeliveryObservation delivering(DeliveryRequest request) {
        return new DeliveryObservation() {
          @Override
          public SendObservation sending(DeliveryRequest attempt) {
            return outcome -> told.add(name + " attempt");
          }

          @Override
          public void ended(Conclusion.Outcome outcome) {
            told.add(name + " delivery");
          }
        };
      }
    };
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
              return NONE.get(method.getReturnType());
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
