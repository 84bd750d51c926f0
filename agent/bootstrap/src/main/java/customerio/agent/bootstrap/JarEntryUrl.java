package customerio.agent.bootstrap;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

final class JarEntryUrl {

  private JarEntryUrl() {}

  static URL of(JarFile jar, ZipEntry entry) {
    try {
      return new URL("jar:" + new File(jar.getName()).toURI() + "!/" + entry.getName());
    } catch (MalformedURLException e) {
      throw new IllegalStateException("jar: URLs are part of every JDK", e);
    }
  }
}
