package customerio.agent.instrumentation.weaving;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Puts this before the code of a method, and changes nothing else:
 *
 * <pre>{@code
 * Object[] effect;
 * try {
 *   effect = <invokedynamic>(this or null, new Object[] {arguments…});
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
 * A class file of Java 5 or 6 (Apache HttpClient 4's are) has no invokedynamic. It names itself,
 * the method and the interceptor at each call, and the agent looks the call site up.
 *
 * <p>Everything lives on the operand stack: a new local variable would renumber the method's own,
 * and every stack map frame with them. No code of ours is copied into the method, and the only
 * class it comes to refer to is in {@code java.lang}.
 */
final class Prologue extends GeneratorAdapter {
  private static final String EFFECT = "[Ljava/lang/Object;";
  private static final String THROWABLE = "java/lang/Throwable";
  private static final Type ARRAY = Type.getType(EFFECT);
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type DISPATCHER = Type.getObjectType(Dispatcher.INTERNAL_NAME);
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          Dispatcher.INTERNAL_NAME,
          "link",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/String;)Ljava/lang/invoke/CallSite;",
          false);

  private static final Method INTERCEPT =
      new Method(
          "intercept",
          "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;Ljava/lang/Object;"
              + EFFECT
              + ")"
              + EFFECT);

  private final String owner;
  private final String method;
  private final String interceptor;
  private final boolean hasInvokeDynamic;
  private final boolean isStatic;
  private final Object[] frameLocals;

  Prologue(
      MethodVisitor target,
      String owner,
      int access,
      String name,
      String descriptor,
      String interceptor,
      boolean hasInvokeDynamic) {
    super(Opcodes.ASM9, target, access, name, descriptor);
    this.owner = owner;
    this.method = name + descriptor;
    this.hasInvokeDynamic = hasInvokeDynamic;
    this.interceptor = interceptor;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.frameLocals = frameLocals(isStatic ? null : owner, getArgumentTypes());
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
    if (hasInvokeDynamic) {
      loadObject();
      loadArgArray();
      invokeDynamic("intercept", "(Ljava/lang/Object;" + EFFECT + ")" + EFFECT, LINK, interceptor);
    } else {
      push(Type.getObjectType(owner));
      push(method);
      push(interceptor);
      loadObject();
      loadArgArray();
      invokeStatic(DISPATCHER, INTERCEPT);
    }
    mark(end);
    goTo(done);
    mark(handler);
    frame(THROWABLE);
    pop();
    visitInsn(Opcodes.ACONST_NULL);
    mark(done);
    frame(EFFECT);
  }

  /** Null for a static method. */
  private void loadObject() {
    if (isStatic) {
      visitInsn(Opcodes.ACONST_NULL);
    } else {
      loadThis();
    }
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
    if (owner != null) {
      locals.add(owner);
    }
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
