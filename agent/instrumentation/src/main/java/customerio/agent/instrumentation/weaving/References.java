package customerio.agent.instrumentation.weaving;

import java.util.function.Consumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds what the JVM resolves when it runs a class: classes, methods and fields of others. */
final class References extends ClassVisitor {
  private static final int[] OPCODES = {
    0,
    Opcodes.GETFIELD,
    Opcodes.GETSTATIC,
    Opcodes.PUTFIELD,
    Opcodes.PUTSTATIC,
    Opcodes.INVOKEVIRTUAL,
    Opcodes.INVOKESTATIC,
    Opcodes.INVOKESPECIAL,
    Opcodes.INVOKESPECIAL,
    Opcodes.INVOKEINTERFACE
  };

  private final Consumer<Linkage.Reference> found;

  References(Consumer<Linkage.Reference> found) {
    super(Opcodes.ASM9);
    this.found = found;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    type(superName);
    for (String implemented : interfaces) {
      type(implemented);
    }
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new Code();
  }

  private void type(String internalName) {
    found.accept(new Linkage.Reference(internalName, null, "", 0));
  }

  private final class Code extends MethodVisitor {

    Code() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      type(Type.getObjectType(type));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      found.accept(new Linkage.Reference(owner, name, descriptor, opcode));
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      found.accept(new Linkage.Reference(owner, name, descriptor, opcode));
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          found.accept(
              new Linkage.Reference(
                  handle.getOwner(), handle.getName(), handle.getDesc(), OPCODES[handle.getTag()]));
        }
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof Type type && type.getSort() != Type.METHOD) {
        type(type);
      }
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
      if (type != null) {
        References.this.type(type);
      }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      type(Type.getType(descriptor));
    }

    private void type(Type type) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT) {
        References.this.type(element.getInternalName());
      }
    }
  }
}
