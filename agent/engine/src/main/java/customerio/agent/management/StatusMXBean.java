package customerio.agent.management;

/**
 * What the status page shows, whether or not there is a port for it: {@code
 * customerio.agent:type=Status}. For the command line, and for tools that read JSON.
 */
@Described("What the status page shows, for the command line and for tools that read JSON.")
public interface StatusMXBean {

  @Described("As /status.json answers at this moment: JSON; members may be added.")
  String getDocument();
}
