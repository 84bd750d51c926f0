package customerio.agent.commandline;

import java.io.IOException;
import java.util.Properties;

/** A running JVM into which the agent is to be loaded. */
interface AttachTarget extends AutoCloseable {

  /** Opens it. May throw {@link NoClassDefFoundError}: a JRE has not what is needed. */
  interface Opener {
    /**
     * @throws CommandFailure there is no such process, or it does not let itself be asked
     */
    AttachTarget open(long pid) throws CommandFailure;
  }

  /** Its system properties at this moment. */
  Properties properties() throws IOException;

  /** What stood before its main class, in one string. */
  String arguments() throws IOException;

  /**
   * @param settings as behind {@code -javaagent:…=}; "" for none
   * @throws IOException the JVM refuses; its own words
   */
  void load(String jar, String settings) throws IOException;

  @Override
  void close();
}
