package customerio.agent.telemetry.application;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The OpenTelemetry of each application that has one, in the order in which they came. Found when
 * applications start, which is before there is an engine. Thread-safe.
 */
public final class ApplicationApis {
  public static final ApplicationApis OF_THIS_JVM = new ApplicationApis();

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /**
   * @param loader that has the SDK
   */
  private record Known(WeakReference<ClassLoader> loader, WeakReference<ApplicationApi> api) {

    boolean isOf(ClassLoader candidate) {
      return loader.refersTo(candidate);
    }

    boolean isThere() {
      return !loader.refersTo(null) && !api.refersTo(null);
    }
  }

  private volatile List<Known> known = List.of();

  /** Guarded by this. */
  private Consumer<ApplicationApi> follower = api -> {};

  /**
   * In place of what the loader had before: as a rule that one has ended.
   *
   * @param loader that has the SDK; not the boot loader
   */
  public synchronized void found(ClassLoader loader, ApplicationApi api) {
    List<Known> others = others(loader);
    others.add(new Known(new WeakReference<>(loader), new WeakReference<>(api)));
    known = List.copyOf(others);
    follower.accept(api);
  }

  /** The application has closed what it had. */
  public synchronized void gone(ClassLoader loader) {
    known = List.copyOf(others(loader));
  }

  private List<Known> others(ClassLoader loader) {
    List<Known> others = new ArrayList<>();
    for (Known one : known) {
      if (one.isThere() && !one.isOf(loader)) {
        others.add(one);
      }
    }
    return others;
  }

  /**
   * @param toBeTold of each that comes, on the thread of whoever found it, and now of those that
   *     are there
   */
  public synchronized void follow(Consumer<ApplicationApi> toBeTold) {
    follower = toBeTold;
    for (Known one : known) {
      ApplicationApi api = one.api.get();
      if (api != null) {
        toBeTold.accept(api);
      }
    }
  }

  /**
   * What the code on the current stack would find as its own, the nearest first.
   *
   * @return null when it has none
   */
  ApplicationApi ofCaller() {
    List<Known> all = known;
    if (all.isEmpty()) {
      return null;
    }
    if (all.size() == 1 && all.get(0).isOf(ClassLoader.getSystemClassLoader())) {
      return all.get(0).api.get(); // everybody sees it
    }
    return STACK.walk(
        frames ->
            frames
                .map(frame -> seenFrom(frame.getDeclaringClass().getClassLoader(), all))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
  }

  /** Null unless there is exactly one. */
  ApplicationApi only() {
    List<Known> all = known;
    return all.size() == 1 ? all.get(0).api.get() : null;
  }

  private static ApplicationApi seenFrom(ClassLoader loader, List<Known> all) {
    for (ClassLoader at = loader; at != null; at = at.getParent()) {
      for (Known one : all) {
        if (one.isOf(at)) {
          return one.api.get();
        }
      }
    }
    return null;
  }
}
