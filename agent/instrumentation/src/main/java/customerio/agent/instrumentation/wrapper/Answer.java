package customerio.agent.instrumentation.wrapper;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a method returns whose call is taken over: only what is true then. */
enum Answer {
  /** Of {@code void}, too. */
  NULL,
  TRUE,
  EMPTY,
  COMPLETED,
  COMPLETED_TRUE;

  private static final Set<String> FUTURES =
      Set.of(
          "Ljava/util/concurrent/CompletableFuture;",
          "Ljava/util/concurrent/CompletionStage;",
          "Ljava/util/concurrent/Future;");
  private static final Pattern OF_ONE = Pattern.compile(".*\\)L[\\w/]+<(L[\\w/]+;)>;.*");

  /**
   * The one that is honest for the method.
   *
   * @param signature with type arguments, or null
   * @param said what the user says that the method returns: {@code null}, {@code empty}; or null
   * @return null when none is
   */
  static Answer of(String descriptor, String signature, String said) {
    String type = descriptor.substring(descriptor.indexOf(')') + 1);
    if (type.equals("V")) {
      return NULL;
    }
    if (type.equals("Z") || type.equals("Ljava/lang/Boolean;")) {
      return TRUE;
    }
    if (FUTURES.contains(type)) {
      return future(signature, said);
    }
    if (type.equals("Ljava/util/Optional;")) {
      return "empty".equals(said) ? EMPTY : null;
    }
    return "null".equals(said) && (type.startsWith("L") || type.startsWith("[")) ? NULL : null;
  }

  private static Answer future(String signature, String said) {
    Matcher value = OF_ONE.matcher(signature == null ? "" : signature);
    String type = value.matches() ? value.group(1) : "";
    if (type.equals("Ljava/lang/Boolean;")) {
      return COMPLETED_TRUE;
    }
    return type.equals("Ljava/lang/Void;") || "null".equals(said) ? COMPLETED : null;
  }

  boolean isFuture() {
    return this == COMPLETED || this == COMPLETED_TRUE;
  }

  /** A future is the caller's own: it may be completed or cancelled. */
  Object value() {
    return switch (this) {
      case NULL -> null;
      case TRUE -> Boolean.TRUE;
      case EMPTY -> Optional.empty();
      case COMPLETED -> CompletableFuture.completedFuture(null);
      case COMPLETED_TRUE -> CompletableFuture.completedFuture(Boolean.TRUE);
    };
  }
}
