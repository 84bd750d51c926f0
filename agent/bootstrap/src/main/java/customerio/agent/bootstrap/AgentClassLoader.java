package customerio.agent.bootstrap;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Keeps the agent and its libraries apart from the application: all of it lies below {@code inst/}
 * in the agent's jar, its classes as {@code .classdata}, where no other loader finds it and no
 * class-path scanner mistakes it for the application's.
 *
 * <p>What the jar holds comes from the jar; all else from the parent. For the agent that is the
 * platform loader, which sees {@code java.net.http} and not the application.
 *
 * <p>Reads its {@link JarFile} itself: {@link ClassLoader#getResourceAsStream} would ask the
 * parents first, and thereby open the JDK's image reader and the default file system before the
 * application has had a chance to configure it.
 */
public final class AgentClassLoader extends ClassLoader {
  private static final String ROOT = "inst/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final ProtectionDomain domain;

  /**
   * @param domain of the jar, for its classes
   */
  AgentClassLoader(File agentJar, ProtectionDomain domain, ClassLoader parent) throws IOException {
    super("customerio-agent", parent);
    // Not verified: checking signatures would load half of java.security.
    this.jar = new JarFile(agentJar, false);
    this.domain = domain;
  }

  /** For the jar in which this class is. */
  static AgentClassLoader open(ClassLoader parent) throws IOException, URISyntaxException {
    ProtectionDomain domain = AgentClassLoader.class.getProtectionDomain();
    File agentJar = new File(domain.getCodeSource().getLocation().toURI());
    return new AgentClassLoader(agentJar, domain, parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        ZipEntry entry = name.startsWith("java.") ? null : classEntry(name);
        loaded = entry == null ? super.loadClass(name, false) : define(name, entry);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  /** Only what is not in the jar gets here. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    throw new ClassNotFoundException(name);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    ZipEntry entry = resourceEntry(name);
    return entry == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(read(entry));
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  protected URL findResource(String name) {
    ZipEntry entry = resourceEntry(name);
    return entry == null ? null : JarEntryUrl.of(jar, entry);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return own == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singletonList(own));
  }

  private Class<?> define(String name, ZipEntry entry) {
    byte[] bytes = read(entry);
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      declarePackage(name.substring(0, dot));
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  private void declarePackage(String name) {
    if (getDefinedPackage(name) == null) {
      try {
        definePackage(name, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException e) {
        // Another thread was first.
      }
    }
  }

  private ZipEntry classEntry(String name) {
    return jar.getEntry(ROOT.concat(name.replace('.', '/')).concat(".classdata"));
  }

  private ZipEntry resourceEntry(String name) {
    return jar.getEntry(ROOT.concat(name.endsWith(".class") ? name.concat("data") : name));
  }

  private byte[] read(ZipEntry entry) {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new NoClassDefFoundError("unreadable in the agent's jar: ".concat(entry.getName()));
    }
  }
}
