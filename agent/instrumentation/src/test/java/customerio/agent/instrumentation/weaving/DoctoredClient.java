package customerio.agent.instrumentation.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** An application whose client lacks something. */
final class DoctoredClient extends URLClassLoader {
  private final String type;
  private final String method;

  /**
   * @param method null when the whole class is missing
   */
  DoctoredClient(Path version, String type, String method) throws IOException {
    super(PutAside.jars(version), ClassLoader.getPlatformClassLoader());
    this.type = type;
    this.method = method;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.equals(type)) {
      return super.findClass(name);
    }
    if (method == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] doctored = without(in.readAllBytes());
      return defineClass(name, doctored, 0, doctored.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] without(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return name.equals(method)
                    ? null
                    : super.visitMethod(access, name, descriptor, signature, thrown);
              }
            },
            0);
    return writer.toByteArray();
  }
}
