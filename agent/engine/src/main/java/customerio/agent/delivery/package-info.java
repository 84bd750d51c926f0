/**
 * Brings what is in the queue to Customer.io.
 *
 * <p>Three things decide its shape. What is said about one person arrives in the order it was said,
 * so people are spread over lanes and a lane has one request in flight. What fails by itself must
 * not stop others, so it is held together with its person while the lane goes on. And nothing holds
 * a thread while it waits: a lane is a small state machine under its destination's lock, moved by
 * signals and a timer; which is also why a test can run years of outages in milliseconds, in an
 * order of its own choosing.
 */
package customerio.agent.delivery;
