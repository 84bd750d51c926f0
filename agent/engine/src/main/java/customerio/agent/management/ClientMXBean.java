package customerio.agent.management;

/**
 * {@code customerio.agent:type=Client,name=okhttp}: there once the application has loaded the
 * client. {@link ClientsMXBean} has all of them in one table.
 */
@Described("One HTTP client of the application, and what has become of its calls to Customer.io.")
public interface ClientMXBean {

  @Described("The setting client.<name>.enabled.")
  boolean isEnabled();

  @Described("Calls that were answered at once, since start.")
  @Unit("calls")
  long getAnswered();

  @Described("Calls that waited for Customer.io's own answer.")
  @Unit("calls")
  long getRelayed();

  @Described("Calls that were left to the client.")
  @Unit("calls")
  long getPassed();

  @Described("Versions of the client that are not known, and left alone.")
  @Unit("versions")
  long getMismatches();
}
