package customerio.agent.capture;

/** One header line, spelled as the application or Customer.io spelled it. */
public record Header(String name, String value) {}
