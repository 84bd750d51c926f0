package customerio.agent.instrumentation.weaving;

import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Puts a {@link Prologue} before the hooked methods of one class. */
final class ClassWeaver extends ClassVisitor {
  private static final int NEVER_HOOKED =
      Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

  private final List<Hook> hooks;
  private String owner;
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
    if ((version & 0xFFFF) < Opcodes.V1_7) {
      throw new UnsupportedOperationException(
          name + " was compiled for Java 6 or older, which has no invokedynamic");
    }
    owner = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
    if ((access & NEVER_HOOKED) != 0) {
      return target;
    }
    for (Hook hook : hooks) {
      if (hook.method().equals(name) && hook.parameterTypes().equals(erasures(descriptor))) {
        woven = true;
        return new Prologue(target, owner, access, name, descriptor, hook.interceptor());
      }
    }
    return target;
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
