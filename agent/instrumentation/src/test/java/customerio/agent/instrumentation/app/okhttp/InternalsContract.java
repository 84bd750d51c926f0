package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** What the adapter reaches into is there. */
public final class InternalsContract extends OkHttpContract {
  @Test
  public void hooks_nameWhatThisVersionHas() throws Exception {
    for (var hook : new OkHttpInstrumentation().hooks()) {
      Class<?> type = Class.forName(hook.type(), false, getClass().getClassLoader());
      Class<?> parameter =
          Class.forName(hook.parameterTypes().get(0), false, getClass().getClassLoader());
      assertThat(type.getDeclaredMethod(hook.method(), parameter).getReturnType())
          .isEqualTo(Response.class);
      assertThat(Class.forName(hook.interceptor()).getConstructor().newInstance())
          .isInstanceOf(customerio.agent.instrumentation.weaving.Interceptor.class);
    }
  }

  @Test
  public void internals_areFound() throws InterruptedException {
    CountDownLatch listened = new CountDownLatch(1);
    client.eventListener(
        new okhttp3.EventListener() {
          @Override
          public void callEnd(Call call) {
            listened.countDown();
          }
        });
    OkHttpClient built = client.build();
    Call call = built.newCall(put());

    assertThat(OkHttpInternals.client(call)).isSameAs(built);
    OkHttpInternals.listener(call).callEnd(call);
    listened.await();
    assertThat(ChainCopy.IS_POSSIBLE).isTrue();
  }
}
