/**
 * HTTP as deliveries and relayed calls need it: connections are kept, nothing happens that was not
 * asked for, and a failure says whether the request can have arrived. Knows nothing of Customer.io.
 */
package customerio.agent.transport;
