package customerio.agent.instrumentation.weaving;

/**
 * Decides about a method that somebody else than we has named, when its class comes by. Used by
 * many threads at once, one for each class loader that has such a class.
 */
public interface MethodCheck {

  /**
   * The method is there. It may be static; one without code is not woven whatever is returned.
   *
   * @param access as in the class file
   * @param signature with type arguments; null when it has none
   * @return for the public constructor of the interceptor, which then has one parameter, a String;
   *     null leaves the method alone
   */
  String found(int access, String descriptor, String signature);

  /** The class has no such method. */
  void missing();
}
