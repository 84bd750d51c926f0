package customerio.agent.instrumentation.weaving;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Puts a {@link Prologue} before the hooked methods of one class. */
final class ClassWeaver extends ClassVisitor {
  private static final int NEVER_HOOKED =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

  private final List<Hook> hooks;
  private String owner;
  private final Set<Hook> met = new HashSet<>();
  private boolean hasInvokeDynamic;
  private boolean woven;

  private ClassWeaver(ClassWriter target, List<Hook> hooks) {
    super(Opcodes.ASM9, target);
    this.hooks = hooks;
  }

  /**
   * @return null when no hooked method is in the class
   */
  static byte[] weave(byte[] classFile, List<Hook> hooks) {
    ClassReader reader = new ClassReader(classFile);
    // With the reader, methods that stay as they are get copied and not taken apart.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ClassWeaver weaver = new ClassWeaver(writer, hooks);
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    weaver.tellMissing();
    return weaver.woven ? writer.toByteArray() : null;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    if ((version & 0xFFFF) < Opcodes.V1_5) {
      throw new UnsupportedOperationException(
          name + " was compiled for Java 1.4 or older, which has no class constants");
    }
    hasInvokeDynamic = (version & 0xFFFF) >= Opcodes.V1_7;
    owner = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
    for (Hook hook : hooks) {
      if (hook.method().equals(name) && hook.parameterTypes().equals(erasures(descriptor))) {
        String interceptor = interceptor(hook, access, descriptor, signature);
        if (interceptor != null) {
          woven = true;
          return new Prologue(
              target, owner, access, name, descriptor, interceptor, hasInvokeDynamic);
        }
      }
    }
    return target;
  }

  /** Null to leave the method alone. */
  private String interceptor(Hook hook, int access, String descriptor, String signature) {
    MethodCheck check = hook.check();
    if (check == null) {
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      return isStatic || (access & NEVER_HOOKED) != 0 ? null : hook.interceptor();
    }
    met.add(hook);
    String told = check.found(access, descriptor, signature);
    return told == null || (access & NEVER_HOOKED) != 0
        ? null
        : hook.interceptor() + InterceptorLoader.TOLD + told;
  }

  private void tellMissing() {
    for (Hook hook : hooks) {
      if (hook.check() != null && !met.contains(hook)) {
        hook.check().missing();
      }
    }
  }

  private static List<String> erasures(String descriptor) {
    Type[] types = Type.getArgumentTypes(descriptor);
    String[] names = new String[types.length];
    for (int i = 0; i < types.length; i++) {
      names[i] = types[i].getClassName();
    }
    return List.of(names);
  }
}
