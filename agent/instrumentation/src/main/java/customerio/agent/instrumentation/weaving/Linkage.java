package customerio.agent.instrumentation.weaving;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Whether an adapter fits an application's version of a client: whether all that the adapter's
 * classes refer to is there, before the first call is touched. The JVM itself would find out in the
 * middle of a call, at the one line that does not link.
 *
 * <p>Looks at the interceptor and at every class of ours it leads to. What the JDK and the agent
 * define is not looked at. Runs no code of the client: members are resolved, classes not
 * initialised.
 */
final class Linkage {
  private final ClassLoader bridge;
  private final MethodHandles.Lookup ours = MethodHandles.lookup();
  private final Set<String> seen = new HashSet<>();
  private final Deque<String> toCheck = new ArrayDeque<>();

  private Linkage(ClassLoader bridge) {
    this.bridge = bridge;
  }

  /**
   * @param interceptor a class of ours in a bridge
   * @throws LinkageError with what is missing, the first that was found
   */
  static void check(Class<?> interceptor) {
    new Linkage(interceptor.getClassLoader()).checkFrom(interceptor.getName().replace('.', '/'));
  }

  private void checkFrom(String interceptor) {
    meet(interceptor);
    while (!toCheck.isEmpty()) {
      String name = toCheck.remove();
      Class<?> adapter = load(name);
      byte[] classFile = ((BridgeClassLoader) bridge).bytes(adapter.getName());
      new ClassReader(classFile).accept(new References(found -> check(adapter, found)), 0);
    }
  }

  private void check(Class<?> adapter, Reference reference) {
    if (reference.owner().startsWith("[") || !seen.add(adapter.getName() + reference)) {
      return;
    }
    if (BridgeClassLoader.isOwn(reference.owner().replace('/', '.'))) {
      meet(reference.owner());
    } else if (!isAlwaysThere(reference.owner())) {
      resolve(adapter, load(reference.owner()), reference);
    }
  }

  private void meet(String own) {
    if (seen.add(own)) {
      toCheck.add(own);
    }
  }

  private static boolean isAlwaysThere(String internalName) {
    return internalName.startsWith("java/") || internalName.startsWith("customerio/agent/");
  }

  private Class<?> load(String internalName) {
    try {
      return Class.forName(internalName.replace('/', '.'), false, bridge);
    } catch (ClassNotFoundException e) {
      throw missing(internalName.replace('/', '.'));
    } catch (NoClassDefFoundError e) {
      throw missing(e.getMessage().replace('/', '.')); // which this one extends or implements
    }
  }

  private void resolve(Class<?> adapter, Class<?> owner, Reference reference) {
    if (reference.name() == null) {
      return; // the class alone
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(adapter, ours);
      if (reference.isField()) {
        resolveField(lookup, owner, reference);
      } else {
        resolveMethod(lookup, owner, reference);
      }
    } catch (ReflectiveOperationException | TypeNotPresentException e) {
      throw missing(owner.getName() + '.' + reference.text());
    }
  }

  private void resolveField(MethodHandles.Lookup lookup, Class<?> owner, Reference field)
      throws ReflectiveOperationException {
    Class<?> type =
        MethodType.fromMethodDescriptorString("()" + field.descriptor(), bridge).returnType();
    if (field.opcode() == Opcodes.GETSTATIC || field.opcode() == Opcodes.PUTSTATIC) {
      lookup.findStaticGetter(owner, field.name(), type);
    } else {
      lookup.findGetter(owner, field.name(), type);
    }
  }

  private void resolveMethod(MethodHandles.Lookup lookup, Class<?> owner, Reference method)
      throws ReflectiveOperationException {
    MethodType type = MethodType.fromMethodDescriptorString(method.descriptor(), bridge);
    if (method.name().equals("<init>")) {
      // not by the lookup, which does not see a constructor that is only for subclasses
      owner.getDeclaredConstructor(type.parameterArray());
    } else if (method.opcode() == Opcodes.INVOKESTATIC) {
      lookup.findStatic(owner, method.name(), type);
    } else if (method.opcode() == Opcodes.INVOKESPECIAL) {
      lookup.findSpecial(owner, method.name(), type, lookup.lookupClass());
    } else {
      lookup.findVirtual(owner, method.name(), type);
    }
  }

  private static LinkageError missing(String what) {
    return new LinkageError("it has no " + what);
  }

  /**
   * What a class file refers to.
   *
   * @param owner internal name
   * @param name of a method or field; null of the class alone
   * @param opcode with which it is used
   */
  record Reference(String owner, String name, String descriptor, int opcode) {

    boolean isField() {
      return !descriptor.startsWith("(");
    }

    String text() {
      if (isField()) {
        return name;
      }
      StringBuilder text = new StringBuilder(name).append('(');
      String separator = "";
      for (Type parameter : Type.getArgumentTypes(descriptor)) {
        text.append(separator).append(parameter.getClassName());
        separator = ", ";
      }
      return text.append(')').toString();
    }
  }
}
