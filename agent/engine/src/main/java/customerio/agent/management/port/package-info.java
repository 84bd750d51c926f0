/**
 * A small HTTP server for what anybody may look at. It knows nothing of the agent.
 *
 * <p>Not the JDK's {@code com.sun.net.httpserver}: its limits on slow clients are system properties
 * for all servers of the JVM, it reads them once, possibly before the application has set its own,
 * tracing agents take its requests for the application's, and images of jlink may lack it.
 */
package customerio.agent.management.port;
