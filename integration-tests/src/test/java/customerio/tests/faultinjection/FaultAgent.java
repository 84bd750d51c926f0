package customerio.tests.faultinjection;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A second agent for tests, which makes one method of ours throw as it is entered; so the product
 * needs no switch for it. Argument: {@code internal/class/Name#method}.
 */
public final class FaultAgent {
  private FaultAgent() {}

  public static void premain(String argument, Instrumentation instrumentation) {
    String[] place = argument.split("#");
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] bytes) {
            return place[0].equals(name) ? faulty(bytes, place[1]) : null;
          }
        });
  }

  private static byte[] faulty(byte[] bytes, String method) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.equals(method) && (access & Opcodes.ACC_ABSTRACT) == 0
                ? new Throwing(next)
                : next;
          }
        },
        0);
    return writer.toByteArray();
  }

  /**
   * Calls a method that throws, rather than throwing: what follows stays reachable and verified.
   */
  private static final class Throwing extends MethodVisitor {

    Throwing(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      // Objects.requireNonNull(null, "injected") throws without ending the block
      visitInsn(Opcodes.ACONST_NULL);
      visitLdcInsn("injected");
      visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "java/util/Objects",
          "requireNonNull",
          "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;",
          false);
      visitInsn(Opcodes.POP);
    }
  }
}
