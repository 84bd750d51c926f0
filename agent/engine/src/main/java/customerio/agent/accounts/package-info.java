/**
 * What is learned about an account by asking Customer.io: in which data centre it lives, and
 * whether a key is good that would be answered 200 either way. Off the application's threads, over
 * the agent's own transport with its limits and breakers, and in requests that change nothing.
 */
package customerio.agent.accounts;
