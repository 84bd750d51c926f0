package customerio.agent.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command lines are what the JVM reported for these commands, on JDK 17 and 25. */
class JdkToolsTest {

  @ParameterizedTest
  @CsvSource({
    "java.base/sun.security.tools.keytool.Main -list -keystore ks, java.base",
    "jdk.compiler/com.sun.tools.javac.Main -version, jdk.compiler",
    "jdk.jcmd/sun.tools.jcmd.JCmd -l, jdk.jcmd",
    "jdk.jcmd/sun.tools.jps.Jps, jdk.jcmd",
    "jdk.jcmd/sun.tools.jstack.JStack 4711, jdk.jcmd",
    "jdk.jartool/sun.tools.jar.Main --version, jdk.jartool",
    "jdk.jartool/sun.security.tools.jarsigner.Main, jdk.jartool",
    "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider, jdk.jshell",
    "jdk.jlink/jdk.tools.jlink.internal.Main --version, jdk.jlink",
    "jdk.jfr/jdk.jfr.internal.tool.Main help, jdk.jfr",
    "jdk.javadoc/jdk.javadoc.internal.tool.Main --version, jdk.javadoc",
    "jdk.httpserver/sun.net.httpserver.simpleserver.JWebServer -h, jdk.httpserver",
    "java.rmi/sun.rmi.registry.RegistryImpl 1099, java.rmi",
  })
  void tool_isOne(String command, String mainModule) {
    assertThat(JdkTools.isToolOfTheJdk(command, mainModule)).isTrue();
  }

  @Test
  void toolOfJava8_withoutModules_isOne() {
    assertThat(JdkTools.isToolOfTheJdk("sun.security.tools.keytool.Main -list", null)).isTrue();
    assertThat(JdkTools.isToolOfTheJdk("com.sun.tools.javac.Main A.java", null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.Main --list, ",
    "com.sun.enterprise.glassfish.bootstrap.ASMain, ",
    "shop/com.example.Main, shop",
    "/srv/shop.jar --port 80, ",
    "jdk.apps/shop.jar, ",
    "/jdk.apps/my shop.jar, ",
    "jdk.compiler/com.sun.tools.javac.launcher.Main Shop.java, ",
    "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Shop.java, ",
    "jdk.compiler/com.sun.tools.javac.launcher.Main Shop.java, jdk.compiler",
  })
  void application_isNone(String command, String mainModule) {
    assertThat(JdkTools.isToolOfTheJdk(command, mainModule)).isFalse();
  }

  @Test
  void unknownCommand_isNone() {
    assertThat(JdkTools.isToolOfTheJdk(null, null)).isFalse();
  }
}
