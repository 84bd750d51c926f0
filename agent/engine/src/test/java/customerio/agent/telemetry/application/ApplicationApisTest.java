package customerio.agent.telemetry.application;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.testing.Garbage;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationApisTest {
  private final ApplicationApis apis = new ApplicationApis();
  private final ApplicationApi one = new NamedApi("one", false);
  private final ApplicationApi other = new NamedApi("other", false);

  @Test
  void whereNobodyHasOne_thereIsNone() {
    assertThat(apis.ofCaller()).isNull();
    assertThat(apis.only()).isNull();
  }

  @Test
  void onClassPath_isEverybodys() {
    apis.found(ClassLoader.getSystemClassLoader(), one);

    assertThat(Frame.of(Frame.application(null), apis::ofCaller)).isSameAs(one);
    assertThat(apis.only()).isSameAs(one);
  }

  @Test
  void eachCaller_seesItsOwn_andThatOfItsParents() {
    ClassLoader first = Frame.application(ClassLoader.getPlatformClassLoader());
    ClassLoader second = Frame.application(ClassLoader.getPlatformClassLoader());
    apis.found(first, one);
    apis.found(second, other);

    assertThat(Frame.of(first, apis::ofCaller)).isSameAs(one);
    assertThat(Frame.of(second, apis::ofCaller)).isSameAs(other);
    assertThat(Frame.of(Frame.application(second), apis::ofCaller)).isSameAs(other);
    assertThat(Frame.of(Frame.application(ClassLoader.getPlatformClassLoader()), apis::ofCaller))
        .isNull();
    assertThat(apis.only()).isNull();
  }

  @Test
  void parentAndChild_theNearestCounts() {
    ClassLoader server = Frame.application(ClassLoader.getPlatformClassLoader());
    ClassLoader application = new URLClassLoader(urls(server), server);
    apis.found(server, one);
    apis.found(application, other);

    assertThat(Frame.of(new ChildFirst(application), apis::ofCaller)).isSameAs(other);
    assertThat(Frame.of(server, apis::ofCaller)).isSameAs(one);
  }

  /** A library of the server makes the call, and the application is further down on the stack. */
  @Test
  void callThroughAnothersLibrary_isTheCallers() {
    ClassLoader library = Frame.application(ClassLoader.getPlatformClassLoader());
    ClassLoader application = Frame.application(ClassLoader.getPlatformClassLoader());
    apis.found(application, one);

    assertThat(Frame.of(application, () -> Frame.of(library, apis::ofCaller))).isSameAs(one);
  }

  @Test
  void another_takesThePlaceOfWhatTheLoaderHadBefore() {
    ClassLoader loader = Frame.application(ClassLoader.getPlatformClassLoader());
    apis.found(loader, one);
    apis.found(loader, other);

    assertThat(Frame.of(loader, apis::ofCaller)).isSameAs(other);
    apis.gone(loader);
    assertThat(Frame.of(loader, apis::ofCaller)).isNull();
    assertThat(apis.only()).isNull();
  }

  @Test
  void whoFollows_isToldOfThoseBefore_andOfEachThatComes() {
    List<ApplicationApi> told = new ArrayList<>();
    apis.found(Frame.application(null), one);
    apis.follow(told::add);
    apis.found(Frame.application(null), other);

    assertThat(told).containsExactly(one, other);
  }

  @Test
  void application_isNotKept() throws Exception {
    WeakReference<ClassLoader> application = undeployed();
    assertThat(Garbage.takes(application)).isTrue();
    apis.found(ClassLoader.getSystemClassLoader(), other);
    assertThat(apis.only()).isSameAs(other);
  }

  /** In a method of its own, so that no local variable keeps the loader. */
  private WeakReference<ClassLoader> undeployed() {
    ClassLoader application = Frame.application(ClassLoader.getPlatformClassLoader());
    apis.found(application, one);
    assertThat(Frame.of(application, apis::ofCaller)).isSameAs(one);
    return new WeakReference<>(application);
  }

  private static URL[] urls(ClassLoader loader) {
    return ((URLClassLoader) loader).getURLs();
  }

  /** Has a frame of its own below the loader that it asks otherwise. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(ClassLoader parent) {
      super(urls(parent), parent);
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      return name.equals(Frame.class.getName()) ? findClass(name) : super.loadClass(name);
    }
  }
}
