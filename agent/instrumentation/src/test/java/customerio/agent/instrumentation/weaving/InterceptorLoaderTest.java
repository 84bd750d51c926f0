package customerio.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.app.LinkedInterceptor;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class InterceptorLoaderTest {
  private static final String LINKED = LinkedInterceptor.class.getName();

  private final ClassLoader agent = InterceptorLoaderTest.class.getClassLoader();
  private final InterceptorLoader interceptors = new InterceptorLoader(agent);

  @Test
  void ofTheJdk_comesFromTheAgentsLoader() throws Exception {
    ProgrammedInterceptor.reset();

    assertThat(interceptors.create(ProgrammedInterceptor.class.getName(), null))
        .isExactlyInstanceOf(ProgrammedInterceptor.class);
  }

  @Test
  void ofAnApplication_isACopyPerLoader() throws Exception {
    ClassLoader first = new URLClassLoader(new URL[0], null);
    ClassLoader second = new URLClassLoader(new URL[0], null);

    Class<?> inFirst = interceptors.create(LINKED, first).getClass();

    assertThat(interceptors.create(LINKED, first).getClass()).isSameAs(inFirst);
    assertThat(interceptors.create(LINKED, second).getClass()).isNotSameAs(inFirst);
    assertThat(inFirst.getClassLoader().getParent()).isSameAs(first);
  }

  @Test
  void bridge_takesOursFromTheAgent_andAllElseFromTheApplication() throws Exception {
    ClassLoader application = new URLClassLoader(new URL[0], null);
    ClassLoader bridge = interceptors.create(LINKED, application).getClass().getClassLoader();

    assertThat(bridge.loadClass(Interceptor.class.getName())).isSameAs(Interceptor.class);
    assertThatThrownBy(() -> bridge.loadClass(Test.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> bridge.loadClass("customerio.agent.instrumentation.app.Missing"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void clientInTheBootLoader_hasABridgeToo() throws Exception {
    assertThat(interceptors.create(LINKED, null).getClass().getClassLoader().getParent()).isNull();
  }

  @Test
  void bridge_doesNotKeepAnUndeployedApplication() throws Exception {
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    WeakReference<ClassLoader> application = undeployed(collected);

    for (int i = 0; i < 100 && !application.refersTo(null); i++) {
      System.gc();
      collected.remove(50);
    }

    assertThat(application.refersTo(null)).isTrue();
  }

  /** In a method of its own, so that no local variable keeps the loader. */
  private WeakReference<ClassLoader> undeployed(ReferenceQueue<ClassLoader> queue)
      throws Exception {
    ClassLoader application = new URLClassLoader(new URL[0], null);
    interceptors.create(LINKED, application);
    return new WeakReference<>(application, queue);
  }
}
