/**
 * A server in whose applications every client tells Customer.io something. Nothing here knows of
 * the agent, but for the header by which its answers can be told.
 */
package customerio.tests.soak.app;
