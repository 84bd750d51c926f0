package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One version of OkHttp with its two seams woven, and a copy of our adapter that links to it: what
 * an application's class loader and its bridge are together.
 *
 * <p>A woven method calls {@link Seam}; what it was before stands beside it under another name.
 */
final class WovenOkHttp extends URLClassLoader {
  static final String ORIGINAL = "intercept$original";

  private static final String ADAPTER = "customerio.agent.instrumentation.app.okhttp.";
  private static final List<String> OWN = List.of("okhttp3.", "okio.", "kotlin.", ADAPTER);
  private static final Map<String, String> SEAMS =
      Map.of(
          "okhttp3.internal.connection.ConnectInterceptor", ADAPTER + "ConnectInterception",
          "okhttp3.internal.http.CallServerInterceptor", ADAPTER + "CallServerInterception");

  WovenOkHttp(Path jars) {
    super(urls(jars), WovenOkHttp.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (OWN.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String interceptor = SEAMS.get(name);
    if (interceptor == null && !name.startsWith(ADAPTER)) {
      return super.findClass(name);
    }
    String path = name.replace('.', '/') + ".class";
    try (InputStream in =
        interceptor == null ? getParent().getResourceAsStream(path) : open(findResource(path))) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] woven = interceptor == null ? bytes : weave(bytes, interceptor);
      return defineClass(name, woven, 0, woven.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static InputStream open(URL resource) throws IOException {
    return resource == null ? null : resource.openStream();
  }

  private static byte[] weave(byte[] bytes, String interceptor) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                if (!name.equals("intercept")) {
                  return super.visitMethod(access, name, type, signature, exceptions);
                }
                callSeam(super.visitMethod(access, name, type, signature, exceptions), interceptor);
                return super.visitMethod(access, ORIGINAL, type, signature, exceptions);
              }
            },
            0);
    return writer.toByteArray();
  }

  private static void callSeam(MethodVisitor method, String interceptor) {
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitLdcInsn(interceptor);
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        ADAPTER.replace('.', '/') + "Seam",
        "intercept",
        "(Ljava/lang/Object;Lokhttp3/Interceptor$Chain;Ljava/lang/String;)Lokhttp3/Response;",
        false);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static URL[] urls(Path jars) {
    try (Stream<Path> files = Files.list(jars)) {
      return files.map(WovenOkHttp::url).toArray(URL[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
