package customerio.tests.contract.webhooks;

import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat of any version with one servlet. Argument: its class. Prints {@code port N}. Uses only
 * what all versions have: it is compiled with the newest.
 */
public final class TomcatMain {
  private static final Logger QUIET = Logger.getLogger("org.apache");

  /** Warns of a machine that has much else to do. */
  private static final Logger SLOW =
      Logger.getLogger("org.apache.catalina.util.SessionIdGeneratorBase");

  private TomcatMain() {}

  public static void main(String[] arguments) throws Exception {
    // without it, a line for each thing that Tomcat does
    QUIET.setLevel(Level.WARNING);
    SLOW.setLevel(Level.SEVERE);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File(System.getProperty("java.io.tmpdir")).getAbsolutePath());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    // or each hundredth answer would differ from that of another process
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    // a webhook is not to meet a connection that is being closed
    tomcat.getConnector().setProperty("keepAliveTimeout", "-1");
    tomcat.addContext("", null);
    tomcat.addServlet("", "receiver", arguments[0]).addMapping("/");
    tomcat.start();
    System.out.println("port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }
}
