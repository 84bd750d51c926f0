package customerio.agent.instrumentation.weaving;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/**
 * Puts this before the code of a method, and changes nothing else:
 *
 * <pre>{@code
 * Object[] effect;
 * try {
 *   effect = <invokedynamic>(this, new Object[] {arguments…});
 * } catch (Throwable e) {
 *   effect = null;
 * }
 * if (effect != null) {
 *   if (effect[0] != null) {
 *     if (effect[2] != null) throw (Throwable) effect[2];
 *     return (R) effect[1];
 *   }
 *   arguments… = effect[3];
 * }
 * }</pre>
 *
 * Everything lives on the operand stack: a new local variable would renumber the method's own, and
 * every stack map frame with them. No code of ours is copied into the method, and the only class it
 * comes to refer to is in {@code java.lang}.
 */
final class Prologue extends GeneratorAdapter {
  private static final String EFFECT = "[Ljava/lang/Object;";
  private static final String THROWABLE = "java/lang/Throwable";
  private static final Type ARRAY = Type.getType(EFFECT);
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Dispatcher.INTERNAL_NAME,
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/String;)Ljava/lang/invoke/CallSite;",
          false);

  private final String interceptor;
  private final Object[] frameLocals;

  Prologue(
      MethodVisitor target,
      String owner,
      int access,
      String name,
      String descriptor,
      String interceptor) {
    super(Opcodes.ASM9, target, access, name, descriptor);
    this.interceptor = interceptor;
    this.frameLocals = frameLocals(owner, getArgumentTypes());
  }

  @Override
  public void visitCode() {
    super.visitCode();
    Label noEffect = new Label();
    Label otherArguments = new Label();
    callInterceptor();
    dup();
    ifNull(noEffect);
    element(0);
    ifNull(otherArguments);
    throwOrReturn();
    mark(otherArguments);
    frame(EFFECT);
    replaceArguments();
    mark(noEffect);
    frame(EFFECT);
    pop();
  }

  /** Leaves the effect, or null, on the stack. */
  private void callInterceptor() {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    mv.visitTryCatchBlock(start, end, handler, THROWABLE);
    mark(start);
    loadThis();
    loadArgArray();
    invokeDynamic("intercept", "(Ljava/lang/Object;" + EFFECT + ")" + EFFECT, LINK, interceptor);
    mark(end);
    goTo(done);
    mark(handler);
    frame(THROWABLE);
    pop();
    visitInsn(Opcodes.ACONST_NULL);
    mark(done);
    frame(EFFECT);
  }

  private void throwOrReturn() {
    Label answer = new Label();
    element(2);
    ifNull(answer);
    element(2);
    checkCast(Type.getObjectType(THROWABLE));
    throwException();
    mark(answer);
    frame(EFFECT);
    if (getReturnType().getSort() != Type.VOID) {
      element(1);
      unbox(getReturnType());
    }
    returnValue();
  }

  private void replaceArguments() {
    element(3);
    checkCast(ARRAY);
    Type[] types = getArgumentTypes();
    for (int i = 0; i < types.length; i++) {
      element(i);
      unbox(types[i]);
      storeArg(i);
    }
    pop();
  }

  /** Pushes an element of the array on the stack, which stays there. */
  private void element(int index) {
    dup();
    push(index);
    arrayLoad(OBJECT);
  }

  /** What is on the stack here; the local variables are those of the method's entry. */
  private void frame(String stackType) {
    mv.visitFrame(Opcodes.F_NEW, frameLocals.length, frameLocals, 1, new Object[] {stackType});
  }

  private static Object[] frameLocals(String owner, Type[] arguments) {
    List<Object> locals = new ArrayList<>(arguments.length + 1);
    locals.add(owner);
    for (Type argument : arguments) {
      locals.add(frameType(argument));
    }
    return locals.toArray();
  }

  private static Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> type.getInternalName();
    };
  }
}
