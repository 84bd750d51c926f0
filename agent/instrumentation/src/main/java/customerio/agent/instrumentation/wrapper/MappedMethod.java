package customerio.agent.instrumentation.wrapper;

import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.MethodCheck;
import customerio.agent.wrappers.Wrapper;
import org.objectweb.asm.Opcodes;

/** A method that the user's file names, before and after its class is found. */
final class MappedMethod implements MethodCheck {
  private final int index;
  private final Wrapper wrapper;
  private volatile boolean seen;

  /**
   * @param index among all of the file
   */
  MappedMethod(int index, Wrapper wrapper) {
    this.index = index;
    this.wrapper = wrapper;
  }

  Wrapper wrapper() {
    return wrapper;
  }

  boolean isSeen() {
    return seen;
  }

  @Override
  public String found(int access, String descriptor, String signature) {
    seen = true;
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      wrong("has no code of its own; name the class that implements it");
      return null;
    }
    Answer answer = Answer.of(descriptor, signature, wrapper.returns());
    if (answer == null) {
      wrong(
          "returns something that is not known before Customer.io has answered; if the application"
              + " does not look at it, add returns=null, or returns=empty for an Optional");
      return null;
    }
    return index + "," + answer;
  }

  @Override
  public void missing() {
    seen = true;
    wrong("does not exist, though its class does; the parameter types must be exact");
  }

  private void wrong(String what) {
    Concerns.raise(
        Seam.of(WrapperInstrumentation.NAME).taker(),
        "line " + wrapper.line(),
        wrapper.method() + " " + what + "; its calls run as without the agent");
  }

  /** About the method. */
  String sentence(String what) {
    return "wrappers.file, line " + wrapper.line() + ": " + wrapper.method() + ' ' + what;
  }
}
